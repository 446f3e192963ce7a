/** Fields that one head demands of a type, and values of a type made from it that the other newly writes out in full. */
import type { Occurrence } from '../../../ports.ts';
import { languageOf } from '../../../symbols.ts';
import type { ApiDigest, NewLiteral, Shape } from './changes.ts';
import { type Clash, firstOfEach, spot } from './clash.ts';
import { breaks } from './literals.ts';
import { addedIn, changedIn, type Lookup, once, partKey } from './lookups.ts';
import { means } from './modules.ts';
import { list } from './types.ts';

/** Types of TypeScript that others can be made from, and that demand more fields than before. */
const demanding: Lookup<Shape[]> = once((a) =>
  a.shapes.filter(({ path, name, kind }) => {
    if (languageOf(path) !== 'typescript' || !/^(interface|type)$/.test(kind)) return false;
    const key = partKey(path, name);
    return (
      (addedIn(a).get(key) ?? []).some(({ required }) => required) ||
      (changedIn(a).get(key) ?? []).some(({ before, after }) => !before.required && after.required)
    );
  }),
);

/** Whether a value is written out in full where its type stands. */
const isWhole = ({ language, pattern, partial, type, via, own }: NewLiteral) =>
  language === 'typescript' &&
  !pattern &&
  !partial &&
  (via !== null || own) &&
  /^[\w$]+$/.test(type);

export function inheritedFields(a: ApiDigest, b: ApiDigest): Clash[] {
  const shapes = demanding(a);
  if (shapes.length === 0) return [];
  return firstOfEach(
    b.literals.filter(isWhole).flatMap((one): Clash[] => {
      const { via, fields } = one;
      const type = via && !/^(\*|default)$/.test(via.original) ? via.original : one.type;
      return shapes.flatMap((shape): Clash[] => {
        // Who is made from it gives what it had.
        if (shape.name === type || !shape.had.some((name) => fields.includes(name))) return [];
        const broken = breaks(a, shape, { ...one, type: shape.name });
        if (broken === null || fields.includes(broken.sym.name)) return [];
        return [
          {
            name: type,
            ...broken,
            relies: `newly writes a value of ${type} out in full, which is made from ${shape.name}`,
            def: spot(broken.sym),
            use: spot(one),
            by: via,
            confidence: 0.85,
            check: 'made-from',
            heir: { type, of: shape.name },
          },
        ];
      });
    }),
  );
}

/** Lines by which a type has all that another one has, where the using head means the type there. */
export function madeFrom(found: readonly Occurrence[], { heir, by, use }: Clash): Occurrence[] {
  if (!heir) return [];
  const start = new RegExp(
    `^(?:export\\s+)?(?:default\\s+|declare\\s+)?(?:interface\\s+${heir.type}(?:<.*>)?\\s+extends|type\\s+${heir.type}(?:<.*>)?\\s*=)\\s+(.*)$`,
  );
  return found.filter(({ path, text }) => {
    const isMeant = by ? means('typescript', by, use.path, path) === 'yes' : path === use.path;
    const rest = isMeant ? start.exec(text)?.[1] : undefined;
    if (rest === undefined) return false;
    // `A & B | C` may be a C.
    const all = list(
      rest
        .replace(/\s*\{.*$/, '')
        .replace(/;$/, '')
        .replaceAll('&', ','),
    );
    return all.some((one) => one.trim().replace(/<.*$/, '') === heir.of) && !/\|/.test(rest);
  });
}
