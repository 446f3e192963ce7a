/** What only the merged file can tell: which of what was suspected stands there. */
import type { FileWish } from '../../../ports.ts';
import type { SymbolFacts } from '../../../symbols.ts';
import type { Detected, FileVersion, PairFacts } from '../../detector.ts';
import type { ApiDigest } from './changes.ts';
import { brief, shown } from './clash.ts';
import { filesOf, type Heir, heirs, inherits } from './heirs.ts';
import { type DroppedUse, idleImports, isIdle } from './idle-imports.ts';
import { type Hanging, hangings, isAskedAsValue, isUnbound } from './lost-names.ts';
import { importTwins, inputs, isCallable, isImportedTwice, type Twin, twins } from './twins.ts';

export type Merged = ReadonlyMap<string, FileVersion> | null;

/** Between two heads it is the second that has to follow; a target does not follow. */
export function whose({ a, b }: PairFacts): string {
  return a.isBase ? `On ${b.ref}, with ${a.ref} merged into it` : 'Whoever lands second';
}

/** Files that are to be looked at once merged; null where nothing is suspected. */
export function suspected(a: ApiDigest, b: ApiDigest): FileWish | null {
  const same = twins(a, b);
  const paths = [
    ...same.flatMap(({ needs }) => needs ?? []),
    ...importTwins(a, b).map((one) => one.a.path),
    ...idleImports(a, b).map((one) => one.a.path),
    ...[...hangings(a, b), ...hangings(b, a)].map(({ lean }) => lean.path),
  ];
  const wishes = [...heirs(a, b), ...heirs(b, a)].map(filesOf);
  paths.push(...wishes.flatMap((one) => one.paths));
  const names = wishes.flatMap((one) => one.names);
  if (same.length + paths.length + names.length === 0) return null;
  return { paths: [...new Set(paths)], names: [...new Set(names)] };
}

export function seenMerged(
  pair: PairFacts,
  a: ApiDigest,
  b: ApiDigest,
  merged: Merged,
): Detected[] {
  const factsOf = (path: string): SymbolFacts | null => {
    const symbols = merged?.get(path)?.symbols;
    return symbols?.state === 'read' ? symbols.facts : null;
  };
  return [
    ...twins(a, b).flatMap((one) => doubled(one, pair, factsOf)),
    ...importTwins(a, b).flatMap((one): Detected[] => {
      const facts = factsOf(one.a.path);
      if (!facts || !isImportedTwice(facts, one.a.name)) return [];
      return [
        {
          confidence: 0.9,
          message: `Both import ${one.a.name} into ${one.a.path}, and both imports stand there once merged`,
          suggestion: `${whose(pair)}: drop one of the two.`,
          places: [
            { head: pair.a.ref, path: one.a.path, line: one.a.line },
            { head: pair.b.ref, path: one.b.path, line: one.b.line },
          ],
        },
      ];
    }),
    ...idleImports(a, b).flatMap((one) => idle(one, pair, factsOf)),
    ...heirs(a, b).flatMap((one) => inherited(one, pair, 'a', merged)),
    ...heirs(b, a).flatMap((one) => inherited(one, pair, 'b', merged)),
    ...hangings(a, b).flatMap((one) => hanging(one, pair, 'a', factsOf)),
    ...hangings(b, a).flatMap((one) => hanging(one, pair, 'b', factsOf)),
  ];
}

type FactsOf = (path: string) => SymbolFacts | null;

function idle(
  one: { a: DroppedUse; b: DroppedUse },
  pair: PairFacts,
  factsOf: FactsOf,
): Detected[] {
  const { path, name } = one.a;
  const facts = factsOf(path);
  if (!facts || !isIdle(facts, name)) return [];
  return [
    {
      confidence: 0.9,
      message: `Each drops uses of ${name} in ${path}, and none is left once merged: Go refuses the import`,
      suggestion: `${whose(pair)}: drop the import of ${name}, too.`,
      places: [
        { head: pair.a.ref, path, line: one.a.line },
        { head: pair.b.ref, path, line: one.b.line },
      ],
    },
  ];
}

function inherited(heir: Heir, pair: PairFacts, changer: 'a' | 'b', merged: Merged): Detected[] {
  const { use, type, after } = heir;
  const known = new Map(
    [...(merged ?? [])].flatMap(([path, { symbols }]) =>
      symbols?.state === 'read' ? [[path, symbols.facts] as const] : [],
    ),
  );
  if (!inherits(known, heir)) return [];
  const [changing, using] = changer === 'a' ? [pair.a, pair.b] : [pair.b, pair.a];
  return [
    {
      confidence: 0.9,
      message: `${changing.ref} changes ${after.kind === 'class' ? `what makes ${after.name}` : shown(after)}, which ${type} inherits, to ${brief(after)}; ${using.ref} newly makes a ${type} with ${use.args} argument${use.args === 1 ? '' : 's'}`,
      suggestion: `${whose(pair)}: bring the new call into line with ${brief(after)}.`,
      places: [
        { head: changing.ref, path: after.path, line: after.line },
        { head: using.ref, path: use.path, line: use.line },
      ],
    },
  ];
}

function hanging(
  { lost, lean }: Hanging,
  pair: PairFacts,
  changer: 'a' | 'b',
  factsOf: FactsOf,
): Detected[] {
  const facts = factsOf(lean.path);
  const isBroken = lost.asType ? isAskedAsValue : isUnbound;
  if (!facts || !isBroken(facts, lean.name)) return [];
  const [changing, using] = changer === 'a' ? [pair.a, pair.b] : [pair.b, pair.a];
  const does = lost.asType
    ? `imports ${lost.name} in ${lost.path} as a type only`
    : lost.within === null
      ? `no longer imports ${lost.name} in ${lost.path}`
      : `no longer has ${lost.name} in ${lost.within.replaceAll('/', '.') || lost.path}`;
  return [
    {
      confidence: lost.within === null ? 0.9 : 0.85,
      message: `${changing.ref} ${does}; ${using.ref} newly uses ${lost.asType ? 'its value there' : 'it there, and nothing brings it once merged'}`,
      suggestion: `${whose(pair)}: ${lost.within === null ? `keep the import of ${lost.name}${lost.asType ? ' for what runs' : ''}` : `use what ${lost.name} is called there now`}.`,
      places: [
        { head: changing.ref, path: lost.path, line: lost.line },
        { head: using.ref, path: lean.path, line: lean.line },
      ],
    },
  ];
}

function doubled({ a, b, confidence, needs }: Twin, pair: PairFacts, factsOf: FactsOf): Detected[] {
  if (needs !== null) {
    const both = (factsOf(needs)?.definitions ?? []).filter(
      (one) =>
        one.name === a.name &&
        one.container === a.container &&
        !one.conditional &&
        isCallable(one) === isCallable(a) &&
        // Overloads live together.
        (a.language !== 'java' || inputs(one) === inputs(a)),
    );
    // git makes one of two equal additions.
    if (both.length < 2) return [];
  }
  const name = a.container === '' ? a.name : `${a.container.replaceAll('/', '.')}.${a.name}`;
  return [
    {
      confidence,
      message: `Both add ${name}${needs === null ? ` to one package: ${a.path} and ${b.path}` : ` to ${needs}, and both stand there once merged`}`,
      suggestion: `${whose(pair)}: drop one of the two, or rename it.`,
      places: [
        { head: pair.a.ref, path: a.path, line: a.line },
        { head: pair.b.ref, path: b.path, line: b.line },
      ],
    },
  ];
}
