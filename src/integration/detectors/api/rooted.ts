/**
 * What an implementation of Rust is of, with every path from the root of its crate or from another crate, so that two
 * files that mean the same say the same. See the reference, "Paths" and "Preludes".
 */
import type { SymbolFacts } from '../../../symbols.ts';
import { crateOf } from './modules.ts';

/** What needs no import, wherever it stands in the standard library. */
const PRELUDE = new Set(
  `bool char str i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 String Vec Option Result Box From Into
  TryFrom TryInto Clone Copy Default Iterator IntoIterator DoubleEndedIterator ExactSizeIterator Extend FromIterator Drop
  PartialEq Eq PartialOrd Ord AsRef AsMut ToString ToOwned Send Sync Sized Unpin Fn FnMut FnOnce`.split(
    /\s+/,
  ),
);
const KEYWORD = /^(for|dyn|mut|const)$/;
/** Files that are crates of their own, or stand in one that is not the library. */
const OTHER_CRATE = /^(main\.rs$|bin\/)/;

/** The module that a file is, as its crate names it: `crate::a::b`; null where that is not certain. */
function moduleIn(path: string): string | null {
  const crate = crateOf(path);
  const inside = crate === '' ? path : path.slice(crate.length + 1);
  const file = /^src\/(.+)\.rs$/.exec(inside)?.[1];
  if (file === undefined || OTHER_CRATE.test(`${file}.rs`)) return null;
  const parts = file.replace(/(^|\/)(lib|mod)$/, '').split('/');
  return ['crate', ...parts.filter((part) => part !== '')].join('::');
}

/**
 * @param container as `Definition.container`
 * @returns null where a name may mean several things
 */
export type Rooted = (container: string) => string | null;

export function rooted(path: string, facts: SymbolFacts): Rooted {
  const module = facts.language === 'rust' ? moduleIn(path) : null;
  if (module === null) return () => null;
  const imports = Map.groupBy(
    facts.imports.filter(({ container }) => container === ''),
    ({ name }) => name,
  );
  const own = new Set(
    facts.definitions.flatMap(({ container, name, kind }) =>
      container === '' && /^(struct|enum|trait|type|module)$/.test(kind) ? [name] : [],
    ),
  );
  const absolute = (parts: readonly string[]): string | null => {
    const [first = '', ...rest] = parts;
    switch (first) {
      case 'crate':
        return parts.join('::');
      case 'std':
      case 'core':
      case 'alloc': {
        const last = rest.at(-1) ?? '';
        return PRELUDE.has(last) ? last : ['std', ...rest].join('::');
      }
      case 'self':
        return [module, ...rest].join('::');
      case 'super': {
        const ups = parts.lastIndexOf('super') + 1;
        const around = module.split('::').slice(0, -ups);
        return around.length === 0 ? null : [...around, ...parts.slice(ups)].join('::');
      }
      default:
        return own.has(first) ? [module, ...parts].join('::') : null;
    }
  };
  const resolve = (parts: readonly string[]): string | null => {
    const [first = '', ...rest] = parts;
    const known = absolute(parts);
    const [by, ...more] = imports.get(first) ?? [];
    if (known !== null || !by) {
      // Defined and imported, or a path that ends beyond the crate.
      if (by && own.has(first)) return null;
      if (known !== null) return known;
      if (parts.length === 1) return PRELUDE.has(first) ? first : null;
      return /^[a-z_]/.test(first) ? parts.join('::') : null;
    }
    if (more.length > 0 || by.conditional) return null;
    const from = by.from === '' ? [] : by.from.split('::');
    const whole = [...from, by.original, ...rest];
    return absolute(whole) ?? (/^[a-z_]/.test(whole[0] ?? '') ? whole.join('::') : null);
  };
  return (container) => {
    // A module within the file sees other names; what stands in brackets of its own is not followed.
    if (container === '' || container.includes('/') || / as |…/.test(container)) return null;
    const own: string[] = [];
    let isTold = true;
    const text = container
      .replace(/'\w+ ?/g, '')
      .replace(/<,*>/g, '')
      .replace(/[A-Za-z_]\w*(::[A-Za-z_]\w*)*/g, (name) => {
        if (KEYWORD.test(name)) return name;
        // Types of its own choice by the order in which they come.
        if (/^[A-Z]\d?$/.test(name)) {
          if (!own.includes(name)) own.push(name);
          return `#${own.indexOf(name)}`;
        }
        const found = resolve(name.split('::'));
        isTold &&= found !== null;
        return found ?? name;
      });
    return isTold ? text : null;
  };
}
