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

/** Whether a line gives one of these types a method, or an interface one that may be theirs. */
export function isGivenTo(
  found: readonly Occurrence[],
  name: string,
  types: readonly string[],
): boolean {
  const method = new RegExp(
    `^func\\s*\\((\\w+\\s+)?\\*?(${types.join('|')})(\\[[^\\]]*\\])?\\)\\s*${name}\\b`,
  );
  const ofInterface = new RegExp(`^${name}\\(`);
  return found.some(
    ({ path, text }) =>
      path.endsWith('.go') &&
      (method.test(text) || (ofInterface.test(text) && /\)\s*[\w(*[]|\)$/.test(text))),
  );
}
