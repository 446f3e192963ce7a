/** What structs of Go hold without a name, and so have what it has. */
import type { Occurrence } from '../../../ports.ts';
import type { Definition } from '../../../symbols.ts';
import { lastName } from './names.ts';

/** Structs, and the types they hold. See the specification, "Struct types". */
export function embedded(definitions: readonly Definition[]): { type: string; of: string }[] {
  return definitions.flatMap(({ kind, container, name, signature }) =>
    kind === 'field' && lastName(signature.replace(/^\*/, '')) === name
      ? [{ type: container, of: name }]
      : [],
  );
}

/** Longer structs are not looked through. Lines. */
const LONGEST = 100;

/**
 * Whether a struct holds a type without a name, as the lines say that name one of the two.
 *
 * @param naming lines with the name of the struct, and lines with that of the type
 */
export function isHeldBy(
  naming: readonly [readonly Occurrence[], readonly Occurrence[]],
  { type: struct, of }: { type: string; of: string },
): boolean {
  const declared = new RegExp(`^type\\s+${struct}(\\[[^\\]]*\\])?\\s+struct\\s*\\{`);
  const holds = new RegExp(`(^|\\{\\s*)\\*?(\\w+\\.)?${of}\\s*(\\}|\`.*|//.*)?$`);
  const [structs, types] = naming;
  return structs.some(
    (start) =>
      declared.test(start.text) &&
      types.some(
        ({ path, line, text }) =>
          path === start.path &&
          line >= start.line &&
          line < start.line + LONGEST &&
          holds.test(text),
      ),
  );
}

/** Whether a line gives one of these types a method. */
export const isMethodOf = (
  { path, text }: Occurrence,
  name: string,
  types: readonly string[],
): boolean =>
  path.endsWith('.go') &&
  new RegExp(
    `^func\\s*\\((\\w+\\s+)?\\*?(${types.join('|')})(\\[[^\\]]*\\])?\\)\\s*${name}\\b`,
  ).test(text);

/** Whether a line gives one of these types a method, or an interface one that may be theirs. */
export function isGivenTo(
  found: readonly Occurrence[],
  name: string,
  types: readonly string[],
): boolean {
  const ofInterface = new RegExp(`^${name}\\(`);
  return found.some(
    (one) =>
      isMethodOf(one, name, types) ||
      (one.path.endsWith('.go') && ofInterface.test(one.text) && /\)\s*[\w(*[]|\)$/.test(one.text)),
  );
}
