/** Types that are another name for a new one now (`type Old = New`), and so keep what that one has. */
import type { Difference } from './compare.ts';
import { lastName, placeOf } from './names.ts';

/** A member is not gone whose type only has another name, unless the type behind that name is new and has no such member. */
export function settleAliases(found: Difference): void {
  const gone = new Set(found.removed.map(placeOf));
  const aliases = new Map(
    found.added.flatMap((sym) =>
      sym.kind === 'type' && /^(go|rust)$/.test(sym.language) && gone.has(placeOf(sym))
        ? [[`${sym.path}\0${sym.name}`, lastName(sym.signature)] as const]
        : [],
    ),
  );
  if (aliases.size === 0) return;
  const fresh = Map.groupBy(found.added, ({ container }) => container);
  found.removed = found.removed.filter((sym) => {
    const type = aliases.get(`${sym.path}\0${sym.container}`);
    const members = type === undefined ? undefined : fresh.get(type);
    return type === undefined || (members && !members.some(({ name }) => name === sym.name));
  });
}
