/** Shared interfaces of the plan that the target does not have. */
import { anyGlob } from '../../plan/glob.ts';
import type { Plan } from '../../plan/schema.ts';
import type { FileFault } from '../faults.ts';
import type { TreeSeen } from '../probe.ts';

export function missingContracts({ files, symbols }: TreeSeen, plan: Plan): FileFault[] {
  if (files === null) return [];
  return plan.contracts.flatMap(({ path, symbol }): FileFault[] => {
    const matches = anyGlob([path]);
    const there = [...files.keys()].filter(matches);
    if (there.length === 0) {
      const shared = symbol === undefined ? '' : `${symbol} in `;
      const what = `The plan shares ${shared}${path}, but no file of the target matches that. Write it, or correct contracts in the plan.`;
      return [{ path: '', what }];
    }
    if (symbol === undefined) return [];
    const name = symbol.slice(Math.max(symbol.lastIndexOf('.'), symbol.lastIndexOf(':')) + 1);
    // Files in a language that Weir does not read have none; in one that it could not read the symbol may well be.
    const readings = there.flatMap((file) => symbols.get(file) ?? []);
    const all = readings.length > 0 && readings.every((one) => one.state === 'read');
    const isThere = readings.some(
      (one) =>
        one.state === 'read' &&
        one.facts.definitions.some((definition) => definition.name === name),
    );
    if (!all || isThere) return [];
    const what = `The plan shares ${symbol} in ${path}, but nothing there declares it. Declare it, or correct contracts in the plan.`;
    return [{ path: there.length === 1 ? (there[0] ?? '') : '', what }];
  });
}
