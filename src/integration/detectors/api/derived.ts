/** What is there without being defined: what attributes of types write (Rust), what answers for all names (Python). */
import type { SymbolFacts } from '../../../symbols.ts';
import type { Sym } from './changes.ts';
import { lastName } from './names.ts';

/** Whether a module or class answers for names that it does not define (Python: `__getattr__`). */
export function answeredIn(facts: SymbolFacts | null): (sym: Sym) => boolean {
  const all = facts?.language === 'python' ? facts.definitions : [];
  const open = new Set(
    all.flatMap(({ name, container }) => (/^__getattr(ibute)?__$/.test(name) ? [container] : [])),
  );
  return ({ container, kind }) => open.has(container) && kind !== 'constructor';
}

/** Whether what was written out is now derived (Rust: `#[derive(Default)]`, Java: `@AllArgsConstructor`). */
export function derivedIn(text: string): (sym: Sym) => boolean {
  const derived = new Set(
    [...text.matchAll(/\bderive\s*\(([^)]*)\)/g)].flatMap(([, list = '']) =>
      list.split(',').map((one) => lastName(one.trim())),
    ),
  );
  // Lombok writes constructors for a class of Java.
  const makes = /@(\w+ArgsConstructor|Data|Value|(Super)?Builder)\b/.test(text);
  return ({ container, language, kind }) => {
    if (language === 'java' && kind === 'constructor') return makes;

    const [trait, type] = container.split(' for ');
    return language === 'rust' && type !== undefined && derived.has(lastName(trait ?? ''));
  };
}
