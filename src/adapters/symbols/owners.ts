/** The types of names, as far as a file tells them. */
import type { Definition } from '../../symbols.ts';
import { squeezed } from './nodes.ts';

/**
 * Tells the type of a name or a member of one (`store`, `this.store`) in a function.
 *
 * @param bound by function and name; null where two types were told
 */
export function typesIn(
  definitions: readonly Definition[],
  bound: ReadonlyMap<string, string | null>,
): (on: string, within: string, self: string | null) => string | null {
  const fields = new Map<string, string | null>();
  const tops = new Map<string, string | null>();
  for (const { kind, container, name, signature } of definitions) {
    const isTop = container === '' && /^(constant|variable)$/.test(kind);
    if (kind !== 'field' && !isTop) continue;
    const type = /^:?[&*]*((?:[\w$]+(?:::|\.))*)([\w$]+)$/.exec(squeezed(signature))?.[2] ?? null;
    if (isTop) tops.set(name, tops.has(name) ? null : type);
    else fields.set(`${container.split('/').at(-1)}\0${name}`, type);
  }
  return (on, within, self) => {
    const [first = '', ...rest] = on.split('.');
    if (rest.length > 1) return null;
    const [second] = rest;
    const own = /^(self|this)$/.test(first) ? self : boundType(bound, first, within);
    if (second !== undefined) return own ? (fields.get(`${own}\0${second}`) ?? null) : null;
    if (own !== undefined) return own;
    return (self ? fields.get(`${self}\0${first}`) : null) ?? tops.get(first) ?? null;
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
