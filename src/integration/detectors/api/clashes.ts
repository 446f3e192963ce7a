/** What one head changes and the other newly relies on, as far as the two digests show it. */
import type { ApiDigest } from './changes.ts';
import type { Clash } from './clash.ts';
import { removedAndImported, removedAndUsed } from './gone.ts';
import { choices, contracts, goContracts, literals } from './shapes.ts';
import { signatures } from './signatures.ts';

/** @param a changes, @param b uses */
export function clashes(a: ApiDigest, b: ApiDigest): Clash[] {
  return [
    ...removedAndUsed(a, b),
    ...removedAndImported(a, b),
    ...signatures(a, b),
    ...literals(a, b),
    ...contracts(a, b),
    ...goContracts(a, b),
    ...choices(a, b),
  ];
}
