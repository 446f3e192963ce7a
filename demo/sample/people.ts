import type { Login } from './history.ts';

/** Somebody in the story. All of them are invented. */
export interface Person {
  login: Login;
  name: string;
  /** What they may do in the repository: `read` is what anybody may in a public one. */
  permission: 'read' | 'write' | 'admin';
}

/** Teams of the organisation; the plan names one of them in place of people. */
export const teams: readonly { name: string; members: readonly Login[] }[] = [
  { name: 'QA', members: ['grace'] },
];

/** Carol and dave hold two roles each in the plan, so who counts for which role takes some matching. */
export const people: readonly Person[] = [
  { login: 'alice', name: 'Alice Brook', permission: 'admin' },
  { login: 'bob', name: 'Bob Ford', permission: 'write' },
  { login: 'carol', name: 'Carol Delta', permission: 'write' },
  { login: 'dave', name: 'Dave Rivers', permission: 'write' },
  { login: 'erin', name: 'Erin Waters', permission: 'write' },
  { login: 'frank', name: 'Frank Lake', permission: 'write' },
  { login: 'grace', name: 'Grace Pond', permission: 'write' },
  { login: 'heidi', name: 'Heidi Bach', permission: 'write' },
  { login: 'kim', name: 'Kim Lock', permission: 'write' },
  { login: 'pete', name: 'Pete Marsh', permission: 'write' },
  { login: 'sam', name: 'Sam Banks', permission: 'write' },
  { login: 'tess', name: 'Tess Shore', permission: 'write' },
  { login: 'zoe', name: 'Zoe Quay', permission: 'write' },
  { login: 'mallory', name: 'Mallory Reed', permission: 'read' },
  { login: 'olga', name: 'Olga Spring', permission: 'read' },
];
