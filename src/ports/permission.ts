/** What a permission in a repository lets somebody do. */
import type { Permission } from '../ports.ts';

/** Whether they may push: whoever may change the code may ask Weir to act, and tell it how far work is. */
export function mayWrite(permission: Permission): boolean {
  return permission === 'write' || permission === 'maintain' || permission === 'admin';
}
