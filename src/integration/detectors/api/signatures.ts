/** Functions that one head calls anew the way they no longer are in the other. */
import type { Parameters } from '../../../symbols.ts';
import type { ApiDigest } from './changes.ts';
import { brief, byName, type Clash, firstOfEach, inputsOf, shown, spot } from './clash.ts';
import { ownerOf, reach } from './reach.ts';

/** Languages whose compiler compares types of arguments. */
const TYPED = /^(rust|go|java|typescript)$/;

function fits({ least, most }: Parameters, count: number): boolean {
  return count >= least && (most === null || count <= most);
}

export function signatures(a: ApiDigest, b: ApiDigest): Clash[] {
  const uses = byName(b.uses);
  return firstOfEach(
    a.changed.flatMap(({ before, after }) => {
      const name = after.kind === 'constructor' ? ownerOf(after) : after.name;
      return (uses.get(name) ?? []).flatMap((use): Clash[] => {
        if (use.args === null || !before.parameters || !after.parameters) return [];
        const how = reach(use, before, b);
        if (how === 'no') return [];
        // `Type::method(value, …)` gives the value, too.
        const count =
          use.how === 'path' && after.onValue && use.args > 0
            ? [use.args, use.args - 1]
            : [use.args];
        const matches = (parameters: Parameters) =>
          use.args === -1 || count.some((each) => fits(parameters, each));
        const lost = use.keywords.filter(
          (word) =>
            before.parameters?.names.includes(word) &&
            !after.parameters?.names.includes(word) &&
            !after.parameters?.names.includes('**'),
        );
        const misfit = matches(before.parameters) && !matches(after.parameters);
        const types = inputsOf(before) !== inputsOf(after);
        const base = misfit
          ? 0.95
          : lost.length > 0
            ? 0.9
            : !TYPED.test(use.language) || use.args === -1
              ? 0
              : types
                ? 0.6
                : 0.4;
        if (
          base === 0 ||
          !matches(before.parameters) ||
          (use.language === 'typescript' && !misfit && !types)
        )
          return [];
        const confidence = use.language === 'typescript' && !misfit ? 0.4 : base;
        return [
          {
            name: before.name,
            does: `changes ${shown(before)} from ${brief(before)} to ${brief(after)}`,
            relies: misfit
              ? `newly calls it with ${use.args} argument${use.args === 1 ? '' : 's'}`
              : lost.length > 0
                ? `newly calls it with ${lost.join(', ')}`
                : 'newly calls it',
            advice: `Bring the new call into line with ${brief(after)}.`,
            def: spot(after),
            use: spot(use),
            confidence,
            check:
              how === 'certain' &&
              (use.owner !== null || use.via !== null || use.path === before.path)
                ? 'none'
                : 'only-one',
          },
        ];
      });
    }),
  );
}
