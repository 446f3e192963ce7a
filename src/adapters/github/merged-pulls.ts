/**
 * Merged pull requests, page by page and never the same page for nothing: what was read is remembered, each look reads
 * what changed since the last one and, where a repository has very many, some more of what is older.
 */
import type { EvidenceMemory, MergedPulls, PullSummary } from '../../ports/evidence.ts';
import type { Repository } from '../../ports.ts';

/** A page of closed pull requests, those updated last first. */
export interface PullPage {
  pulls: { updatedAt: string; summary: PullSummary }[];
  /** Pages there are in all, where GitHub says so. */
  pages: number | null;
}

const PAGE = 100;
/** Pages of one look. */
const MOST_PAGES = 20;
/** Where to go on is known by a count; so many may have been reopened in between. */
const SLACK = 50;
const INDEX = 'merged pull requests';
/** Pull requests of so many numbers are remembered together. */
const BUCKET = 100;
/** A short list is read afresh now and then: while a page is turned, one that is reopened may let another slip by. */
const AFRESH_MS = 7 * 86_400_000;
const SHORT = 1_500;

/** All closed pull requests that were updated from `back` to `front` were read. ISO 8601. */
interface Read {
  front: string;
  back: string;
  /** There is nothing older. */
  end: boolean;
  /** `front` when this memory was begun. */
  begun: string;
  /** Numbers of those that were read, merged or not. */
  closed: number[];
}

interface Known extends Read {
  /** By number. */
  merged: Map<number, PullSummary>;
}

/**
 * Those merged at `since` (ISO 8601) or later, newest first. Merging updates a pull request, so what was not updated
 * since then was not merged either.
 */
export async function mergedSince(
  repo: Repository,
  since: string,
  page: (number: number) => Promise<PullPage | string>,
  memory: EvidenceMemory,
): Promise<MergedPulls> {
  const before = await recall(repo, memory);
  const first = await page(1);
  if (typeof first === 'string') return { state: 'partial', reason: first, list: [], from: null };
  const fresh = { left: MOST_PAGES - 1, touched: new Set<number>() };
  const turn = async (number: number): Promise<PullPage | null> => {
    if (number === 1) return first;
    if (fresh.left === 0) return null;
    fresh.left -= 1;
    const read = await page(number);
    // What was read so far is kept; the rest is for the next look.
    return typeof read === 'string' ? null : read;
  };
  const known = await readBack(
    await readFront(before, since, turn, fresh.touched),
    since,
    turn,
    fresh.touched,
  );
  await keep(repo, known, fresh.touched, memory);
  const list = [...known.merged.values()]
    .filter(({ mergedAt }) => mergedAt !== null && Date.parse(mergedAt) >= Date.parse(since))
    .sort(newestFirst);
  if (known.end || isBefore(known.back, since)) return { state: 'whole', list };
  const count = known.closed.length.toLocaleString('en');
  const all =
    first.pages === null
      ? ''
      : `of some ${(first.pages * PAGE).toLocaleString('en')} closed pull requests `;
  return {
    state: 'partial',
    list,
    from: known.back,
    reason: `${all}the newest ${count} were read, which reach back to ${known.back.slice(0, 10)}; the next looks read on`,
  };
}

type Turn = (number: number) => Promise<PullPage | null>;

/** What changed since the last look; what was known before is dropped where the two do not meet. */
async function readFront(
  before: Known | null,
  since: string,
  turn: Turn,
  touched: Set<number>,
): Promise<Known> {
  const known = start();
  for (let number = 1; ; number++) {
    const read = await turn(number);
    if (read === null) return known;
    take(known, read, touched);
    if (known.end) return known;
    if (before !== null && isBefore(known.back, before.front)) return joined(known, before);
    if (isBefore(known.back, since)) return known;
  }
}

/** Goes on where earlier looks stopped. */
async function readBack(
  known: Known,
  since: string,
  turn: Turn,
  touched: Set<number>,
): Promise<Known> {
  let number = Math.max(1, Math.floor((known.closed.length - SLACK) / PAGE) + 1);
  let met = false;
  while (!known.end && !isBefore(known.back, since)) {
    const read = await turn(number);
    if (read === null) return known;
    const newest = read.pulls[0]?.updatedAt;
    const isBehind = newest === undefined || isBefore(newest, known.back);
    // Pages that meet what was read, and from there on one after the other.
    if (!met && isBehind && number > 1) number -= 1;
    else {
      met = true;
      take(known, read, touched);
      number += 1;
    }
  }
  return known;
}

function start(): Known {
  return { front: '', back: '', end: false, begun: '', closed: [], merged: new Map() };
}

function take(known: Known, { pulls }: PullPage, touched: Set<number>): void {
  const [newest, oldest] = [pulls[0], pulls.at(-1)];
  if (newest && (known.front === '' || isBefore(known.front, newest.updatedAt))) {
    known.front = newest.updatedAt;
  }
  if (oldest && (known.back === '' || isBefore(oldest.updatedAt, known.back))) {
    known.back = oldest.updatedAt;
  }
  if (pulls.length < PAGE) known.end = true;
  const closed = new Set(known.closed);
  for (const { summary } of pulls) {
    closed.add(summary.number);
    if (summary.mergedAt === null) continue;
    known.merged.set(summary.number, summary);
    touched.add(summary.number);
  }
  known.closed = [...closed];
}

function joined(fresh: Known, before: Known): Known {
  return {
    front: fresh.front,
    back: before.back,
    end: before.end,
    begun: before.begun,
    closed: [...new Set([...fresh.closed, ...before.closed])],
    merged: new Map([...before.merged, ...fresh.merged]),
  };
}

const bucketOf = (number: number) => `${INDEX} ${Math.floor(number / BUCKET)}`;

/** Null where nothing is known, or a part of it was forgotten. */
async function recall(repo: Repository, memory: EvidenceMemory): Promise<Known | null> {
  const text = (await memory.recall(repo, [INDEX])).get(INDEX);
  if (text === undefined) return null;
  const { buckets, ...read } = JSON.parse(text) as Read & { buckets: string[] };
  if (read.front === '') return null;
  const age = Date.parse(read.front) - Date.parse(read.begun);
  if (read.closed.length < SHORT && age > AFRESH_MS) return null;
  const kept = await memory.recall(repo, buckets);
  if (kept.size < buckets.length) return null;
  const merged = [...kept.values()].flatMap((one) => JSON.parse(one) as PullSummary[]);
  return { ...read, merged: new Map(merged.map((pull) => [pull.number, pull])) };
}

/** Writes what changed. */
async function keep(
  repo: Repository,
  { merged, ...read }: Known,
  touched: ReadonlySet<number>,
  memory: EvidenceMemory,
): Promise<void> {
  const buckets = Map.groupBy(merged.values(), ({ number }) => bucketOf(number));
  const changed = new Set([...touched].map(bucketOf));
  const index = { ...read, begun: read.begun || read.front, buckets: [...buckets.keys()] };
  const rows = [...buckets].flatMap(([key, pulls]) =>
    changed.has(key) ? [[key, JSON.stringify(pulls)] as const] : [],
  );
  await memory.keep(repo, new Map([...rows, [INDEX, JSON.stringify(index)]]));
}

const pullKey = (number: number) => `merged pull request ${number}`;

/** Keeps those that are merged. */
export async function rememberPulls(
  repo: Repository,
  read: ReadonlyMap<number, PullSummary | { state: 'unread' } | null>,
  memory: EvidenceMemory,
): Promise<void> {
  const merged = [...read].flatMap(([number, pull]) =>
    pull && 'mergedAt' in pull && pull.mergedAt !== null
      ? [[pullKey(number), JSON.stringify([pull])] as const]
      : [],
  );
  await memory.keep(repo, new Map(merged));
}

/** Those of these numbers that are known to be merged: that never changes. */
export async function rememberedPulls(
  repo: Repository,
  numbers: readonly number[],
  memory: EvidenceMemory,
): Promise<Map<number, PullSummary>> {
  const wanted = new Set(numbers);
  const keys = new Set([...numbers.map(bucketOf), ...numbers.map(pullKey)]);
  const kept = await memory.recall(repo, [...keys]);
  const found = [...kept.values()].flatMap((one) => JSON.parse(one) as PullSummary[]);
  return new Map(
    found.flatMap((pull) => (wanted.has(pull.number) ? [[pull.number, pull] as const] : [])),
  );
}

function isBefore(one: string, other: string): boolean {
  return Date.parse(one) < Date.parse(other);
}

function newestFirst(a: PullSummary, b: PullSummary): number {
  return (b.mergedAt ?? '').localeCompare(a.mergedAt ?? '') || b.number - a.number;
}
