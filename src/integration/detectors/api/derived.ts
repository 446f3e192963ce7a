/** What attributes of types write in the place of code (Rust). */
import type { Sym } from './changes.ts';
import { lastName } from './names.ts';

/** Whether what was written out is now derived (Rust: `#[derive(Default)]` instead of `impl Default for …`). */
export function derivedIn(text: string): (sym: Sym) => boolean {
  const derived = new Set(
    [...text.matchAll(/\bderive\s*\(([^)]*)\)/g)].flatMap(([, list = '']) =>
      list.split(',').map((one) => lastName(one.trim())),
    ),
  );
  return ({ container, language }) => {
    const [trait, type] = container.split(' for ');
    return language === 'rust' && type !== undefined && derived.has(lastName(trait ?? ''));
  };
}
