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
  const { slots, satisfied } = assign(roles, approvers);
  const people = slots.filter(({ person }) => person !== null);
  const filledBy = roles.map((role): [string, string[]] => [
    role.role,
    people.filter((slot) => slot.role === role).map(({ person }) => person as string),
  ]);
  return { filledBy: new Map(filledBy), satisfied };
}

/** All slots, those that nobody fills with null: a maximum matching that satisfies roles in their order. */
function assign(roles: readonly RoleSlots[], approvers: readonly string[]) {
  const slots: Slot[] = [];
  const satisfied = new Set<string>();
  const open: Slot[] = [];
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
    open.push(...slotsOf(role));
  }
  const all = [...slots, ...open];
  for (const slot of open) augment(slot, all, approvers);
  return { slots: all, satisfied };
}

function slotsOf(role: RoleSlots): Slot[] {
  return Array.from({ length: role.needed }, () => ({ role, person: null }));
}

/** Fills one slot more, moving people between filled slots where that helps; false when it cannot be. */
function augment(slot: Slot, slots: readonly Slot[], approvers: readonly string[]): boolean {
  const holder = new Map(slots.map((other) => [other.person, other]));
  const seen = new Set<string>();
  const fill = (wanting: Slot): boolean => {
    const fitting = approvers.filter((person) => wanting.role.people.has(person));
    const free = fitting.find((person) => !holder.has(person));
    if (free !== undefined) {
      wanting.person = free;
      return true;
    }
    for (const person of fitting) {
      if (seen.has(person)) continue;
      seen.add(person);
      if (!fill(holder.get(person) as Slot)) continue;
      wanting.person = person;
      return true;
    }
    return false;
  };
  return fill(slot);
}

/** A person who would complete it, with the roles they would fill. */
export interface Completion {
  person: string;
  roles: string[];
}

/**
 * The fewest further people whose approval fills every slot, or null when nobody can.
 *
 * Distinct: sets of people who can be matched form a matroid (a transversal one), so taking candidates in
 * their order, each if there is still room for one more, gives the smallest set, and of those the one that
 * prefers the first candidates. Otherwise it is a set cover: exact for up to `EXACT_CANDIDATES` candidates
 * that differ in what they can fill, greedy beyond that.
 *
 * @param candidates keys of further people, preferred ones first
 */
export function fewestToComplete(
  roles: readonly RoleSlots[],
  approvers: readonly string[],
  candidates: readonly string[],
  distinct: boolean,
): Completion[] | null {
  return distinct
    ? completeDistinct(roles, approvers, candidates)
    : completeShared(roles, approvers, candidates);
}

function completeDistinct(
  roles: readonly RoleSlots[],
  approvers: readonly string[],
  candidates: readonly string[],
): Completion[] | null {
  const { slots } = assign(roles, approvers);
  const chosen = candidates.filter((person) => admit(person, slots));
  if (slots.some(({ person }) => person === null)) return null;
  return chosen.map((person) => ({
    person,
    roles: slots.filter((slot) => slot.person === person).map(({ role }) => role.role),
  }));
}

/** Makes room for one person more, moving others between slots; nobody who has one loses it. */
function admit(newcomer: string, slots: readonly Slot[]): boolean {
  const seen = new Set<Slot>();
  const place = (person: string): boolean => {
    const fitting = slots.filter(({ role }) => role.people.has(person));
    const open = fitting.find((slot) => slot.person === null);
    if (open) {
      open.person = person;
      return true;
    }
    for (const slot of fitting) {
      if (seen.has(slot)) continue;
      seen.add(slot);
      if (!place(slot.person as string)) continue;
      slot.person = person;
      return true;
    }
    return false;
  };
  return place(newcomer);
}

/** Sets of this many candidates are searched through; 2^12 of them take milliseconds. */
const EXACT_CANDIDATES = 12;

function completeShared(
  roles: readonly RoleSlots[],
  approvers: readonly string[],
  candidates: readonly string[],
): Completion[] | null {
  const open = roles
    .map((role) => {
      const given = approvers.filter((person) => role.people.has(person));
      return { ...role, needed: role.needed - given.length };
    })
    .filter(({ needed }) => needed > 0);
  const covers = (chosen: readonly string[]) => lacking(open, chosen).length === 0;
  if (!covers(candidates)) return null;
  // Two people who can fill the same open roles are as good as each other: the preferred ones are enough.
  const most = open.reduce((sum, { needed }) => sum + needed, 0);
  const alike = new Map<string, number>();
  const useful = candidates.filter((person) => open.some(({ people }) => people.has(person)));
  const differing = useful.filter((person) => {
    const kind = `${open.map(({ people }) => people.has(person))}`;
    const before = alike.get(kind) ?? 0;
    alike.set(kind, before + 1);
    return before < most;
  });
  const chosen =
    differing.length > EXACT_CANDIDATES
      ? greedyCover(open, differing)
      : smallest(differing, covers);
  return chosen.map((person) => ({
    person,
    roles: open.filter(({ people }) => people.has(person)).map(({ role }) => role),
  }));
}

/** Roles that these people do not fill. */
function lacking(roles: readonly RoleSlots[], chosen: readonly string[]): RoleSlots[] {
  return roles.filter(
    ({ needed, people }) => chosen.filter((person) => people.has(person)).length < needed,
  );
}

/** The smallest subset that passes; the whole list must pass. */
function smallest(
  list: readonly string[],
  passes: (subset: readonly string[]) => boolean,
): readonly string[] {
  for (let size = 0; ; size++) {
    const found = firstSubset(list, size, passes, []);
    if (found) return found;
  }
}

/** The first subset of this size, in the order of the list, that passes with those chosen already. */
function firstSubset(
  list: readonly string[],
  size: number,
  passes: (subset: readonly string[]) => boolean,
  chosen: readonly string[],
): readonly string[] | null {
  if (size === 0) return passes(chosen) ? chosen : null;
  for (const [at, person] of list.entries()) {
    const found = firstSubset(list.slice(at + 1), size - 1, passes, [...chosen, person]);
    if (found) return found;
  }
  return null;
}

/** Takes whoever fills most open roles, again and again; all candidates together must be enough. */
function greedyCover(roles: readonly RoleSlots[], candidates: readonly string[]): string[] {
  const chosen: string[] = [];
  for (let open = roles; open.length > 0; open = lacking(roles, chosen)) {
    const gain = (person: string) => open.filter(({ people }) => people.has(person)).length;
    const rest = candidates.filter((person) => !chosen.includes(person));
    chosen.push(rest.reduce((a, b) => (gain(b) > gain(a) ? b : a)));
  }
  return chosen;
}
