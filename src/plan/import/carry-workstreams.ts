/** The workstreams of a plan that a document gives, with what people added to those that are there. Pure. */
import { fold, indexNames } from '../names.ts';
import { type Data, isEmpty, type Ledger, listOf, named } from './ledger.ts';
import { mapping } from './pairs.ts';

export interface JoinedWorkstreams {
  plan: Data;
  /** The name that a name of either plan has now; null where it names no workstream. */
  names: (written: string) => string | null;
  /** A value of the plan that is there with its lists of workstreams in the names of now. */
  rename: (value: unknown) => unknown;
  /** The same for the keys of a mapping. */
  rekey: (value: unknown) => Data;
}

/** The plan with its blocks `dependencies`, `approval_matrix` and `metrics` in the workstreams they are about. */
export function inlineBlocks(root: Data): Data {
  const { dependencies, approval_matrix, metrics, ...rest } = root;
  const workstreams = Object.fromEntries(
    Object.entries(mapping(rest.workstreams) ?? {}).map(([name, own]) => [
      name,
      { ...mapping(own) },
    ]),
  );
  const index = indexOf(workstreams);
  const add = (block: unknown, more: (said: unknown, own: Data) => Data) => {
    for (const [written, said] of Object.entries(mapping(block) ?? {})) {
      const own = workstreams[index.find(written) ?? ''];
      if (own) Object.assign(own, { ...more(said, own), ...own });
    }
  };
  add(dependencies, (said) => ({ ...mapping(said) }));
  add(approval_matrix, (said) => ({ approvals: said }));
  add(metrics, (said, own) => {
    own.metrics = { ...mapping(said), ...mapping(own.metrics) };
    return {};
  });
  return { ...rest, workstreams };
}

function indexOf(workstreams: Data) {
  return indexNames(
    Object.entries(workstreams).map(([name, own]) => {
      const { aliases, number } = mapping(own) ?? {};
      const texts = listOf(aliases).filter((one): one is string => typeof one === 'string');
      return { name, aliases: texts, number: typeof number === 'number' ? number : undefined };
    }),
  );
}

/** Joins what both plans say of each workstream; one that only stands there already is kept. */
export function joinWorkstreams(now: Data, before: Data, ledger: Ledger): JoinedWorkstreams {
  const then = mapping(before.workstreams) ?? {};
  const pairs = pairUp(now, then);
  const renamed = new Map([...pairs].map(([name, old]) => [fold(old), name]));
  const plan: Data = {};
  for (const [name, own] of Object.entries(now)) {
    const old = pairs.get(name);
    plan[name] = old === undefined ? own : joinOne(name, own, old, then[old], ledger);
  }
  const paired = new Set(pairs.values());
  const taken = indexOf(plan);
  const branches = new Set(Object.values(plan).map((own) => mapping(own)?.branch));
  for (const [name, own] of Object.entries(then)) {
    if (paired.has(name)) continue;
    const kept = withoutTaken(name, mapping(own) ?? {}, taken, ledger);
    const { branch, ...rest } = kept;
    const isTaken = branch !== undefined && branches.has(branch);
    if (isTaken)
      ledger.lose(`workstreams.${name}.branch (${named(branch)})`, 'the branch is taken now');
    plan[name] = isTaken ? rest : kept;
    ledger.keep(`workstreams.${name}`);
  }
  const [old, final] = [indexOf(then), indexOf(plan)];
  const names = (written: string) => {
    const was = old.find(written);
    return final.find(written) ?? (was === null ? null : (renamed.get(fold(was)) ?? was));
  };
  const rename = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rename);
    const inside = mapping(value);
    if (inside)
      return Object.fromEntries(
        Object.entries(inside).map(([key, one]) => [key, key === 'wave' ? one : rename(one)]),
      );
    return typeof value === 'string' && value !== 'all' ? (names(value) ?? value) : value;
  };
  const rekey = (value: unknown): Data =>
    Object.fromEntries(
      Object.entries(mapping(value) ?? {}).map(([key, one]) => [names(key) ?? key, one]),
    );
  return { plan, names, rename, rekey };
}

/** Which workstream there is which of the document: by name or other name, by branch, by number. */
function pairUp(now: Data, then: Data): Map<string, string> {
  const pairs = new Map<string, string>();
  const used = new Set<string>();
  const ways: ((name: string, own: Data) => string | null | undefined)[] = [
    (name) => Object.keys(then).find((other) => fold(other) === fold(name)),
    (_, { branch }) =>
      Object.keys(then).find(
        (other) => branch !== undefined && mapping(then[other])?.branch === branch,
      ),
    (name, { aliases }) =>
      [name, ...listOf(aliases).map(String)]
        .map((one) => indexOf(then).find(one))
        .find((one) => one !== null),
    (_, { number, branch }) =>
      Object.keys(then).find((other) => {
        const old = mapping(then[other]);
        // The same number on two branches is a number that was given away again.
        const agrees = branch === undefined || old?.branch === undefined || old.branch === branch;
        return number !== undefined && old?.number === number && agrees;
      }),
  ];
  for (const way of ways) {
    for (const [name, own] of Object.entries(now)) {
      const found = pairs.has(name) ? null : way(name, mapping(own) ?? {});
      if (found === null || found === undefined || used.has(found)) continue;
      used.add(found);
      pairs.set(name, found);
    }
  }
  return pairs;
}

function joinOne(name: string, now: unknown, was: string, then: unknown, ledger: Ledger): Data {
  const path = `workstreams.${name}`;
  const joined = ledger.join(path, mapping(now), mapping(then), {
    also: (a, b) => ledger.join(`${path}.also`, mapping(a), mapping(b)),
    aliases: (a, b) => {
      const known = new Set([name, ...listOf(a).map(String)].map(fold));
      const more = listOf(b).filter((one) => !known.has(fold(String(one))));
      if (more.length > 0) ledger.keep(`${path}.aliases`);
      return [...listOf(a), ...more];
    },
    tasks: (a, b) => ledger.points(`${path}.tasks`, listOf(a), listOf(b)),
    metrics: (a, b) => joinMetrics(`${path}.metrics`, mapping(a), mapping(b), ledger),
  });
  if (fold(was) === fold(name)) return joined;
  // What people wrote under the old name still means it.
  return { ...joined, aliases: [...new Set([...listOf(joined.aliases), was])] };
}

/** Where a metric is measured is never in the document. */
function joinMetrics(path: string, now: Data | null, then: Data | null, ledger: Ledger): Data {
  const out: Data = { ...now };
  for (const [written, old] of Object.entries(then ?? {})) {
    const name = Object.keys(out).find((one) => fold(one) === fold(written));
    const from = mapping(old)?.from;
    if (name === undefined) {
      if (isEmpty(now) || from !== undefined) {
        out[written] = old;
        ledger.keep(`${path}.${written}`);
      } else ledger.lose(`${path}.${written} (${named(old)})`, 'the document does not list it');
      continue;
    }
    const [own, other] = [halves(out[name]), halves(old)];
    if (own.target !== other.target)
      ledger.replaced.push({ path: `${path}.${name}.target`, was: other.target, now: own.target });
    if (own.current !== undefined && other.current !== undefined && own.current !== other.current)
      ledger.replaced.push({
        path: `${path}.${name}.current`,
        was: other.current,
        now: own.current,
      });
    if (own.current === undefined && other.current !== undefined)
      ledger.keep(`${path}.${name}.current`);
    const current = own.current ?? other.current;
    if (from !== undefined) {
      ledger.keep(`${path}.${name}.from`);
      out[name] = { target: own.target, ...(current === undefined ? {} : { current }), from };
    } else
      out[name] = mapping(old)
        ? { target: own.target, ...(current === undefined ? {} : { current }) }
        : `target: ${own.target}${current === undefined ? '' : `, current: ${current}`}`;
  }
  return out;
}

/** Target and current value of a metric in either form. */
function halves(metric: unknown): { target: string; current: string | undefined } {
  const { target, current } = mapping(metric) ?? {};
  if (target !== undefined)
    return { target: String(target), current: current === undefined ? undefined : String(current) };
  const [, goal = '', now] =
    /^\s*(?:target\s*:)?\s*([^,]+?)\s*(?:,\s*current\s*:\s*(.+?))?\s*$/i.exec(String(metric)) ?? [];
  return { target: goal, current: now };
}

/** A workstream that is kept beside those of the document: what they have already cannot be its, too. */
function withoutTaken(
  name: string,
  own: Data,
  taken: ReturnType<typeof indexOf>,
  ledger: Ledger,
): Data {
  const { number, aliases, ...rest } = own;
  const path = `workstreams.${name}`;
  const isFree = (written: string) => taken.find(written) === null;
  const free = listOf(aliases).filter((one) => isFree(String(one)));
  if (free.length < listOf(aliases).length)
    ledger.lose(`${path}.aliases`, 'the names are taken now');
  if (number !== undefined && !isFree(String(number))) {
    ledger.lose(`${path}.number (${number})`, 'the number is taken now');
    return { ...rest, ...(free.length > 0 ? { aliases: free } : {}) };
  }
  return {
    ...(number === undefined ? {} : { number }),
    ...rest,
    ...(free.length > 0 ? { aliases: free } : {}),
  };
}
