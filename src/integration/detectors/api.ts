/**
 * Interfaces that one head changes and the other newly uses, so that the text merges and the build or a test breaks.
 * Read from syntax alone: how sure a finding is depends on how far a name can mean only one thing.
 */
import type { Occurrence } from '../../ports.ts';
import { languageOf } from '../../symbols.ts';
import type { Detected, FileDetector, PairFacts } from '../detector.ts';
import type { ApiDigest } from './api/changes.ts';
import type { Clash } from './api/clash.ts';
import { clashes } from './api/clashes.ts';
import { digest } from './api/digest.ts';
import { forgoneAndAsked } from './api/forgone.ts';
import { callName } from './api/lookups.ts';
import { type Merged, seenMerged, suspected, whose } from './api/merged.ts';
import { rules } from './api/rules.ts';
import { weigh } from './api/weigh.ts';

/** More in one pair say nothing new: one of the heads is a rewrite. */
const MOST_FINDINGS = 25;
/** What is less sure is only a note, unless the plan says otherwise. */
const SURE = 0.5;
/** More between one file of each head are told as one. */
const MOST_OF_A_FILE = 4;

export const api: FileDetector<ApiDigest> = {
  kind: 'files',
  name: 'api',
  version: 54,
  symbols: true,
  summary:
    'Functions, types, fields and cases that one head changes and the other newly uses (Rust, TypeScript, JavaScript, Python, Go, Java), though the text merges.',
  rules,
  reads: (path) => languageOf(path) !== null,
  digest,
  concerns: (own) => ({
    words: [
      ...own.shapes.map(({ name }) => name),
      ...[...own.removed, ...own.added, ...own.changed.map(({ before }) => before)].map(callName),
    ],
    declared: [
      ...own.uses.map(({ name }) => name),
      ...own.imports.map(({ name, original }) => original ?? name),
      // `run(0)` is what a function takes, whose name is among the uses; `struct{a;b}` has none.
      ...own.literals.flatMap(({ type }) =>
        /[({]/.test(type) ? [] : type.replace('@', '').split('/'),
      ),
      ...own.texts.map(({ of }) => of.split(/[(.]/)[0] ?? ''),
      ...own.implementations.map((one) => one.of),
      ...own.choices.flatMap((one) => [...(one.of === null ? [] : [one.of]), ...one.cases]),
    ],
    paths: [
      ...[...own.added, ...own.lost, ...own.leans, ...own.imports].map(({ path }) => path),
      ...own.deleted,
    ],
  }),
  wants(a, b) {
    const [broken, asked, files] = [
      eachWay(clashes, a, b),
      eachWay(forgoneAndAsked, a, b),
      suspected(a, b),
    ];
    const by = { a: [...broken.a, ...asked.a], b: [...broken.b, ...asked.b] };
    if (by.a.length + by.b.length === 0 && files === null) return null;
    const doubted = [...broken.a, ...broken.b].flatMap(({ stands, use }) =>
      stands ? [use.path] : [],
    );
    const paths = [...new Set([...(files?.paths ?? []), ...doubted])];
    const names = files?.names ?? [];
    return {
      ...(paths.length + names.length > 0 ? { merged: { paths, names } } : {}),
      words: { a: wordsOf(by.a), b: wordsOf(by.b) },
    };
  },
  /** First what the two digests show, then what the merged files show, then what the one asks otherwise now. */
  detect(pair, a, b, { merged, words }) {
    const sureOf = (found: ByHead) =>
      SIDES.flatMap((side) =>
        found[side].flatMap((one) => confirmed(one, words[side], pair, side)),
      );
    const broken = eachWay(clashes, a, b);
    const found = [
      ...sureOf({ a: standing(broken.a, merged), b: standing(broken.b, merged) }),
      ...seenMerged(pair, a, b, merged),
    ];
    const said = new Set(found.flatMap((one) => (one.confidence < SURE ? [] : [useOf(one)])));
    // What is said of the symbol itself says it better.
    const more = sureOf(eachWay(forgoneAndAsked, a, b)).filter((one) => !said.has(useOf(one)));
    const all = [...found, ...more].sort((x, y) => y.confidence - x.confidence);
    return gathered(all).slice(0, MOST_FINDINGS);
  },
};

const SIDES = ['a', 'b'] as const;

/** By the head that changes something, what it breaks for the other. */
type ByHead = Record<(typeof SIDES)[number], Clash[]>;

const eachWay = (
  find: (changing: ApiDigest, using: ApiDigest) => Clash[],
  a: ApiDigest,
  b: ApiDigest,
): ByHead => ({ a: find(a, b), b: find(b, a) });

/** Where a finding says that something is used. */
const useOf = ({ places }: Detected): string =>
  places
    .slice(1)
    .map(({ head, path, line }) => `${head} ${path}:${line}`)
    .join(' ');

/** Without those that the merged file shows to be settled. */
function standing(list: readonly Clash[], merged: Merged): Clash[] {
  return list.filter(({ stands, use }) => {
    const symbols = merged?.get(use.path)?.symbols;
    return !stands || symbols?.state !== 'read' || stands(symbols.facts);
  });
}

function wordsOf(list: readonly Clash[]): string[] {
  return [
    ...new Set(
      list.flatMap((one) =>
        [...(one.check === 'none' ? [] : askedBy(one)), one.rewritten ?? []].flat(),
      ),
    ),
  ];
}

const askedBy = ({ name, type, member, heir, supplied }: Clash): string[] =>
  [
    name,
    type,
    member?.name,
    heir?.type,
    heir?.of,
    supplied?.member,
    ...(supplied?.bases ?? []),
  ].filter((word) => word !== undefined);

function confirmed(
  clash: Clash,
  words: ReadonlyMap<string, Occurrence[]>,
  pair: PairFacts,
  changer: keyof ByHead,
): Detected[] {
  const confidence = weigh(clash, words);
  if (confidence === 0) return [];
  const [changing, using] = changer === 'a' ? [pair.a, pair.b] : [pair.b, pair.a];
  const { does, relies, advice, def, use } = clash;
  return [
    {
      confidence,
      message: `${changing.ref} ${does}; ${using.ref} ${relies}`,
      suggestion: `${whose(pair)}: ${advice.charAt(0).toLowerCase()}${advice.slice(1)}`,
      places: [
        { head: changing.ref, path: def.path, line: def.line },
        { head: using.ref, path: use.path, line: use.line },
      ],
    },
  ];
}

/** Where one file of each head has many of them, they are one rewrite: the surest stands for all. */
function gathered(found: readonly Detected[]): Detected[] {
  const keyOf = ({ places }: Detected) =>
    places.map(({ head, path }) => `${head} ${path}`).join(' ');
  const groups = new Map<string, Detected[]>();
  for (const one of found) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()].flatMap((all) => {
    const [first] = all;
    if (!first || all.length <= MOST_OF_A_FILE) return all;
    const more = `${first.message} (and ${all.length - 1} more between these two files)`;
    return [{ ...first, message: more }];
  });
}
