/** Values of which only the name, or the call that a chain begins with, says of what type they are. */
import type { NewUse, Sym } from './changes.ts';
import { lastName, ownerOf } from './names.ts';

/** Letters of a name, by which `data_store`, `dataStore` and `getDataStore()` are one. */
const letters = (name: string) => name.replace(/^get_?(?=[A-Z])|[^A-Za-z0-9]/g, '').toLowerCase();

/** Whether what is asked is called like the type, so that people would take it for one. */
export function isNamedAfter(use: NewUse, sym: Sym): boolean {
  const owner = letters(ownerOf(sym));
  const name = use.on === null ? (use.hint ?? '') : (use.on.split('.').at(-1) ?? '');
  if (use.how !== 'member') return false;
  return (owner.length > 3 && letters(name) === owner) || isBuilt(use, sym);
}

/** Whether a chain of calls begins with the type, or with the one that it is the builder of. */
export function isBuilt({ root }: NewUse, { container }: Sym): boolean {
  if (root === undefined) return false;
  const types = container.split('/').map(lastName);
  const whole = types.slice(-2).join('');
  return [types.at(-1), whole].some((one) => one === root || one === `${root}Builder`);
}
