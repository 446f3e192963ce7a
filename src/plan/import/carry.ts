/**
 * A plan that a document gives, and the plan that is there, made one: what the document says decides, what only people
 * can have written is kept, and whatever is not kept is named. Pure.
 */
import { parsePlan } from '../parse.ts';
import { Phase } from '../phase.ts';
import { PlanSchema } from '../schema.ts';
import { readYaml } from '../yaml.ts';
import { inlineBlocks, joinWorkstreams } from './carry-workstreams.ts';
import { type Data, isEmpty, Ledger, listOf, named } from './ledger.ts';
import { mapping } from './pairs.ts';

/** What came of carrying over. `broken` says what is wrong with the plan that is there. */
export type Carried =
  | { ok: true; plan: Data; ledger: Ledger; isSame: boolean }
  | { ok: false; broken: string };

/** The contracts of a plan file, by symbol: where people have said that they are declared. */
export function contractPaths(text: string): Map<string, string> {
  const root = rootOf(text);
  const found = listOf(root?.contracts).flatMap((one): [string, string][] => {
    const { symbol, path } = mapping(one) ?? {};
    return typeof symbol === 'string' && typeof path === 'string' ? [[symbol, path]] : [];
  });
  return new Map(found);
}

function rootOf(text: string): Data | null {
  return mapping(readYaml(text).value?.root);
}

/** Joins the two; `before` is the text of the plan file that is there. */
export function carryOver(plan: Data, before: string): Carried {
  const parsed = parsePlan(before);
  const root = rootOf(before);
  if (!parsed.ok || !root) {
    const [first] = parsed.ok ? [] : parsed.problems.filter(({ level }) => level === 'error');
    const broken = first ? `line ${first.line}: ${first.message}` : 'it is no mapping.';
    return { ok: false, broken };
  }
  const ledger = new Ledger();
  const then = inlineBlocks(root);
  const workstreams = joinWorkstreams(plan.workstreams as Data, then, ledger);
  const renamed = (value: unknown) => workstreams.rename(value);
  const joined = ledger.join('', plan, then, {
    version: (now) => now,
    phase: joinPhase,
    roles: (now, old) => ledger.join('roles', mapping(now), mapping(old)),
    workstreams: () => workstreams.plan,
    external: (now, old) => joinExternal(mapping(now), mapping(old), workstreams.names, ledger),
    spawn: (now, old) => ledger.choose('spawn', now, renamed(old)),
    integration: (now, old) =>
      ledger.join('integration', mapping(now), mapping(old), {
        // The document says what to look for, people say how serious it is.
        detectors: (a, b) => joinDetectors(mapping(a), mapping(b), ledger),
        schedule: (a, b) => ledger.join('integration.schedule', mapping(a), mapping(renamed(b))),
        performance: (a, b) => ledger.join('integration.performance', mapping(a), mapping(b)),
      }),
    contracts: (now, old) => joinContracts(listOf(now), listOf(old), ledger),
    standups: (now, old) => ledger.join('standups', mapping(now), mapping(workstreams.rekey(old))),
    reviews: (now, old) => ledger.join('reviews', mapping(now), mapping(old)),
    report: (now, old) => ledger.join('report', mapping(now), mapping(old)),
    stages: (now, old) => ledger.join('stages', mapping(now), mapping(old)),
    compatibility: (now, old) => ledger.join('compatibility', mapping(now), mapping(old)),
    criteria: (now, old) => joinCriteria(mapping(now), old, ledger),
  });
  const ordered = inOrder(joined, PlanSchema.shape);
  if (ordered.phase) ordered.phase = inOrder(ordered.phase as Data, Phase.shape);
  const { shape } = PlanSchema.shape.workstreams.valueType;
  ordered.workstreams = Object.fromEntries(
    Object.entries(ordered.workstreams as Data).map(([name, own]) => [
      name,
      inOrder(own as Data, shape),
    ]),
  );
  return { ok: true, plan: ordered, ledger, isSame: sameData(joined, root) };

  function joinPhase(now: unknown, old: unknown): unknown {
    const [a, b] = [mapping(now), mapping(old)];
    if (!a || !b || isEmpty(a.name) || isEmpty(b.name) || a.name === b.name)
      return ledger.join('phase', a, b, {
        next: (x, y) => ledger.join('phase.next', mapping(x), mapping(y)),
      });
    // Dates and aims of another phase would be wrong for this one.
    const { timezone, ...rest } = b;
    for (const [key, value] of Object.entries(rest)) {
      ledger.lose(`phase.${key} (${named(value)})`, `the document is about ${named(a.name)}`);
    }
    return ledger.join('phase', a, { timezone });
  }
}

/** Keys in the order of the schema. */
function inOrder(data: Data, shape: object): Data {
  const order = Object.keys(shape);
  return Object.fromEntries(
    Object.entries(data).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)),
  );
}

/** Whether two plans say the same, in whatever order their keys stand. */
function sameData(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => {
    const inside = mapping(one);
    return inside
      ? Object.fromEntries(Object.entries(inside).sort(([x], [y]) => (x < y ? -1 : 1)))
      : one;
  });
}

function joinDetectors(now: Data | null, old: Data | null, ledger: Ledger): Data {
  for (const [name, severity] of Object.entries(old ?? {})) {
    if (severity !== now?.[name]) ledger.keep(`integration.detectors.${name}`);
  }
  return { ...now, ...old };
}

/** Whether something outside is done, and who tracks it, is never in the document. */
function joinExternal(
  now: Data | null,
  old: Data | null,
  names: (written: string) => string | null,
  ledger: Ledger,
): Data {
  const out: Data = { ...now };
  for (const [name, said] of Object.entries(old ?? {})) {
    const own = Object.keys(out).find((one) => foldOf(one) === foldOf(name));
    if (own !== undefined) {
      if (!isEmpty(said)) out[own] = said;
      if (!isEmpty(said) && canonical(said) !== '{"done":false}') ledger.keep(`external.${own}`);
    } else if (names(name) === null) {
      out[name] = said;
      ledger.keep(`external.${name}`);
    } else ledger.lose(`external.${name}`, 'it is a workstream now');
  }
  return out;
}

function foldOf(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

function joinContracts(
  now: readonly unknown[],
  old: readonly unknown[],
  ledger: Ledger,
): unknown[] {
  const rest = [...old];
  const same = (a: Data, b: Data) =>
    a.symbol === b.symbol && (a.symbol !== undefined || a.path === b.path);
  const joined = now.map((one) => {
    const own = mapping(one) ?? {};
    const at = rest.findIndex((other) => same(own, mapping(other) ?? {}));
    if (at < 0) return own;
    const [known] = rest.splice(at, 1);
    return ledger.join(`contracts (${named(own.symbol ?? own.path)})`, own, mapping(known));
  });
  for (const one of rest)
    ledger.keep(`contracts (${named(mapping(one)?.symbol ?? mapping(one)?.path)})`);
  return [...joined, ...rest];
}

function joinCriteria(now: Data | null, old: unknown, ledger: Ledger): Data {
  const then = Array.isArray(old) ? { criteria: old } : (mapping(old) ?? {});
  const lists = new Set([...Object.keys(now ?? {}), ...Object.keys(then)]);
  // A criterion may have moved to another list.
  const everywhere = Object.values(then).flatMap(listOf);
  const said = new Set(Object.values(now ?? {}).flatMap((list) => listOf(list).map(ledger.textOf)));
  return Object.fromEntries(
    [...lists].flatMap((list) => {
      const path = `criteria.${list}`;
      const rest = listOf(then[list]).filter((one) => !said.has(ledger.textOf(one)));
      const joined = ledger.points(path, listOf(now?.[list]), [...everywhere], rest);
      return joined.length > 0 ? [[list, joined]] : [];
    }),
  );
}
