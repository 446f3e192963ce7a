/** The types of names, as far as a file tells them. */
import type { Definition, Language } from '../../symbols.ts';
import { squeezed } from './nodes.ts';

/** More fields behind each other are not followed. */
const MOST_STEPS = 4;

/** `Foo` of `&'a Foo`, `*pkg.Foo`, `:Foo`, and in Rust of `Arc<dyn Foo>`, which is asked what a `Foo` is asked. */
function typeIn(signature: string, language: Language): string | null {
  let text = squeezed(signature).replace(/^:/, '');
  for (let before = ''; language === 'rust' && before !== text; ) {
    before = text;
    text = text
      .replace(/^(?:&(?:'\w+ )?(?:mut )?|dyn )/, '')
      .replace(/^(?:\w+::)*(?:Arc|Rc|Box)<(.*)>$/, '$1');
  }
  return /^[&*]*((?:[\w$]+(?:::|\.))*)([\w$]+)$/.exec(text)?.[2] ?? null;
}

/**
 * Tells the type of a name or a member of one (`store`, `this.store`, `this.app.store`) in a function.
 *
 * @param bound by function and name; null where two types were told
 */
export function typesIn(
  definitions: readonly Definition[],
  bound: ReadonlyMap<string, string | null>,
  language: Language,
): (on: string, within: string, self: string | null) => string | null {
  const fields = new Map<string, string | null>();
  const tops = new Map<string, string | null>();
  for (const { kind, container, name, signature } of definitions) {
    const isTop = container === '' && /^(constant|variable)$/.test(kind);
    if (kind !== 'field' && !isTop) continue;
    const type = typeIn(signature, language);
    if (isTop) tops.set(name, tops.has(name) ? null : type);
    else fields.set(`${container.split('/').at(-1)}\0${name}`, type);
  }
  return (on, within, self) => {
    const [first = '', ...rest] = on.split('.');
    if (rest.length > MOST_STEPS) return null;
    const own = /^(self|this)$/.test(first) ? self : boundType(bound, first, within);
    if (rest.length === 0 && own !== undefined) return own;
    const start =
      own === undefined
        ? ((self ? fields.get(`${self}\0${first}`) : null) ?? tops.get(first) ?? null)
        : own;
    return rest.reduce<string | null>(
      (type, name) => (type === null ? null : (fields.get(`${type}\0${name}`) ?? null)),
      start,
    );
  };
}

/** Undefined where no function around binds the name; null where its type is not told. */
function boundType(
  bound: ReadonlyMap<string, string | null>,
  name: string,
  within: string,
): string | null | undefined {
  for (let scope = within; ; scope = scope.slice(0, Math.max(0, scope.lastIndexOf('/')))) {
    const type = bound.get(`${scope}\0${name}`);
    if (type !== undefined) return type;
    if (scope === '') return undefined;
  }
}
