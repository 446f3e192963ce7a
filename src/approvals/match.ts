/**
 * Who fills which role: a maximum matching of people to slots. A role has as many slots as approvals it
 * needs. With `distinct`, one person fills one slot in all; otherwise one slot of each role.
 *
 * The matching is built by augmenting paths (Kuhn's algorithm), so no valid set of approvals is refused: who
 * fills a role may move to another one to make room. Roles come in order of priority: a role's slots are kept
 * only if all of them can be filled beside those of the roles kept before it.
 */

export interface RoleSlots {
  role: string;
  needed: number;
  /** Keys of people who may fill it. */
  people: ReadonlySet<string>;
}

export interface Matching {
  /** People by role, each list at most as long as the role needs. */
  filledBy: ReadonlyMap<string, string[]>;
  /** Roles whose slots are all filled. */
  satisfied: ReadonlySet<string>;
}

interface Slot {
  role: RoleSlots;
  person: string | null;
}

/**
 * Matches approvers to roles.
 *
 * @param approvers keys of people who approve; who comes first is taken first where it makes no difference
 */
export function matchRoles(
  roles: readonly RoleSlots[],
  approvers: readonly string[],
  distinct: boolean,
): Matching {
  if (!distinct) {
    const parts = roles.map((role) => matchDistinct([role], approvers));
    return {
      filledBy: new Map(parts.flatMap((part) => [...part.filledBy])),
      satisfied: new Set(parts.flatMap((part) => [...part.satisfied])),
    };
  }
  return matchDistinct(roles, approvers);
}

function matchDistinct(roles: readonly RoleSlots[], approvers: readonly string[]): Matching {
  const slots: Slot[] = [];
  const satisfied = new Set<string>();
  const open: RoleSlots[] = [];
  for (const role of roles) {
    const before = slots.map(({ person }) => person);
    const own = slotsOf(role);
    slots.push(...own);
    if (own.every((slot) => augment(slot, slots, approvers))) {
      satisfied.add(role.role);
      continue;
    }
    // All of a role or nothing: half of it must not take people from a later role that they complete.
    slots.splice(before.length);
    for (const [at, person] of before.entries()) (slots[at] as Slot).person = person;
    open.push(role);
  }
  for (const role of open) {
    for (const slot of slotsOf(role)) {
      slots.push(slot);
      if (!augment(slot, slots, approvers)) slots.pop();
    }
  }
  const filledBy = new Map<string, string[]>(roles.map(({ role }) => [role, []]));
  for (const { role, person } of slots) {
    if (person !== null) filledBy.get(role.role)?.push(person);
  }
  return { filledBy, satisfied };
}

function slotsOf(role: RoleSlots): Slot[] {
  return Array.from({ length: role.needed }, () => ({ role, person: null }));
}

/** Fills one slot more, moving people between filled slots where that helps; false when it cannot be. */
function augment(slot: Slot, slots: readonly Slot[], approvers: readonly string[]): boolean {
  const holder = new Map<string, Slot>();
  for (const other of slots) if (other.person !== null) holder.set(other.person, other);
  const seen = new Set<string>();
  const fill = (wanting: Slot): boolean => {
    for (const person of approvers) {
      if (seen.has(person) || !wanting.role.people.has(person)) continue;
      seen.add(person);
      const held = holder.get(person);
      if (held && !fill(held)) continue;
      wanting.person = person;
      return true;
    }
    return false;
  };
  return fill(slot);
}

/**
 * The fewest further people whose approval fills every slot, or null when nobody can.
 *
 * Distinct: a maximum matching of those who approve, completed by augmenting through candidates, adds exactly
 * one person for each slot that the maximum leaves open, and no smaller set can. Otherwise it is a set cover:
 * exact for up to `EXACT_CANDIDATES` candidates that differ in what they can fill, greedy beyond that.
 *
 * @param candidates keys of further people, preferred ones first
 */
export function fewestToComplete(
  roles: readonly RoleSlots[],
  approvers: readonly string[],
  candidates: readonly string[],
  distinct: boolean,
): string[] | null {
  return distinct
    ? completeDistinct(roles, approvers, candidates)
    : completeShared(roles, approvers, candidates);
}

function completeDistinct(
  roles: readonly RoleSlots[],
  approvers: readonly string[],
  candidates: readonly string[],
): string[] | null {
  const slots: Slot[] = [];
  const open: Slot[] = [];
  for (const slot of roles.flatMap(slotsOf)) {
    slots.push(slot);
    if (!augment(slot, slots, approvers)) open.push(slot);
  }
  const everybody = [...approvers, ...candidates];
  // An augmenting path never drops a person who is matched already, so each one adds one candidate.
  if (!open.every((slot) => augment(slot, slots, everybody))) return null;
  const used = new Set(slots.map(({ person }) => person));
  return candidates.filter((person) => used.has(person));
}

/** Sets of this many candidates are searched through; 2^12 of them take milliseconds. */
const EXACT_CANDIDATES = 12;

function completeShared(
  roles: readonly RoleSlots[],
  approvers: readonly string[],
  candidates: readonly string[],
): string[] | null {
  const lacking = roles.map(
    ({ needed, people }) =>
      needed - Math.min(needed, approvers.filter((person) => people.has(person)).length),
  );
  const useful = candidates.filter((person) =>
    roles.some(({ people }, at) => (lacking[at] ?? 0) > 0 && people.has(person)),
  );
  const covers = (chosen: readonly string[]) =>
    roles.every(
      ({ people }, at) =>
        chosen.filter((person) => people.has(person)).length >= (lacking[at] ?? 0),
    );
  if (!covers(useful)) return null;
  // Two people who can fill the same open roles are as good as each other: the preferred ones are enough.
  const most = lacking.reduce((sum, count) => sum + count, 0);
  const alike = new Map<string, number>();
  const distinctKinds = useful.filter((person) => {
    const kind = roles
      .map(({ people }, at) => (lacking[at] && people.has(person) ? 1 : 0))
      .join('');
    const before = alike.get(kind) ?? 0;
    alike.set(kind, before + 1);
    return before < most;
  });
  if (distinctKinds.length > EXACT_CANDIDATES) return greedyCover(roles, lacking, distinctKinds);
  for (let size = 0; ; size++) {
    const found = firstSubset(distinctKinds, size, covers);
    if (found) return found;
  }
}

/** The first subset of this size, in the order of the list, that passes. */
function firstSubset(
  list: readonly string[],
  size: number,
  passes: (subset: readonly string[]) => boolean,
  from = 0,
  chosen: readonly string[] = [],
): string[] | null {
  if (chosen.length === size) return passes(chosen) ? [...chosen] : null;
  for (let at = from; at <= list.length - (size - chosen.length); at++) {
    const next = [...chosen, list[at] as string];
    const found = firstSubset(list, size, passes, at + 1, next);
    if (found) return found;
  }
  return null;
}

function greedyCover(
  roles: readonly RoleSlots[],
  lacking: readonly number[],
  candidates: readonly string[],
): string[] {
  const left = [...lacking];
  const chosen: string[] = [];
  const gain = (person: string) =>
    roles.filter(({ people }, at) => (left[at] ?? 0) > 0 && people.has(person)).length;
  while (left.some((count) => count > 0)) {
    const rest = candidates.filter((person) => !chosen.includes(person));
    const best = rest.reduce((a, b) => (gain(b) > gain(a) ? b : a));
    chosen.push(best);
    for (const [at, { people }] of roles.entries())
      if (people.has(best)) left[at] = (left[at] ?? 0) - 1;
  }
  return chosen;
}
