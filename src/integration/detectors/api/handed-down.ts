/**
 * Uses of a type that has what they ask from another one: a trait it implements, a class it is derived from. Which it
 * is, the lines of the changing head say that name both.
 */
import type { Occurrence } from '../../../ports.ts';
import type { Language } from '../../../symbols.ts';
import type { ApiDigest, NewUse, Sym, Using } from './changes.ts';
import { shapesAt } from './lookups.ts';
import { isMember, lastName, ownerOf } from './names.ts';
import { isHidden } from './reach.ts';

/** The type that a use asks, where a symbol of another type may be meant that hands it down; else null. */
export function heirOf(use: NewUse, sym: Sym, a: ApiDigest, b: Using): string | null {
  if (isHidden(use, sym)) return null;
  if (!isMember(sym) || sym.kind !== 'method' || use.args === null) return null;
  if (!/^(rust|java|typescript|python|go)$/.test(sym.language) || sym.container.includes(' for '))
    return null;
  const heir = use.owner ?? (use.how === 'path' ? lastName(use.on ?? '') : null);
  if (!heir || !/^[A-Z]/.test(heir) || heir === 'Self' || heir === ownerOf(sym)) return null;
  // It may have its own.
  if (b.brought.get(sym.name)?.some((one) => ownerOf(one) === heir)) return null;
  const shape = shapesAt(a).get(`${sym.path}\0${ownerOf(sym)}`)?.[0];
  const hands = HANDS[sym.language] ?? /^(class|interface)$/;
  return shape && hands.test(shape.kind) ? heir : null;
}

/** What hands its methods down, where that are no classes. */
const HANDS: Readonly<Partial<Record<Language, RegExp>>> = {
  rust: /^trait$/,
  go: /^(struct|interface|type)$/,
};

/** Lines that say that the type has what another one has. */
export function heritage(
  found: readonly Occurrence[],
  { type: heir, of }: { type: string; of: string },
): Occurrence[] {
  const generic = '(<[^{]*>)?';
  const rust = new RegExp(
    `^(unsafe )?impl\\b.*\\b${of}${generic}\\s+for\\s+([\\w:]*::)?${heir}\\b`,
  );
  const script = new RegExp(
    `\\b(class|interface|enum|record)\\s+${heir}\\b.*\\b(extends|implements)\\b.*\\b${of}\\b`,
  );
  const python = new RegExp(`^class\\s+${heir}\\s*\\(.*\\b${of}\\b`);
  // `fn run<Heir: Of>`
  const bound = new RegExp(`[<,\\s(]${heir}\\s*:\\s*[^=;{}()]*\\b${of}\\b`);
  return found.filter(({ path, text }) => {
    if (path.endsWith('.rs')) return rust.test(text) || bound.test(text);
    return path.endsWith('.py') ? python.test(text) : script.test(text);
  });
}
