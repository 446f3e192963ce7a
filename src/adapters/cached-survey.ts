/**
 * Surveys with a memory: a head is looked at once for each target, and two versions of a file are compared once. So a
 * pushed head costs itself only, and a moved target costs the heads that its change may matter to.
 */
import type {
  Git,
  HeadSurvey,
  Hunk,
  MergeRequest,
  Oid,
  Repository,
  Survey,
  Turnover,
} from '../ports.ts';
import { type Recent, recent } from '../recent.ts';
import { cachedHunks } from './cached-hunks.ts';
import { earlierRequest, rememberTargets } from './earlier-targets.ts';
import { atHand, recall } from './recall.ts';
import { recentPairs } from './recent-pairs.ts';
import { type MergeCache, type StoredMerge, writtenOnce } from './store/merges.ts';
import type { Readings } from './store/readings.ts';

/** Changes of trees that are kept at hand, of all repositories; each takes some 300 bytes. */
const CHANGES_AT_HAND = 200_000;
/** Hunks, and lines that stand in them. */
const HUNKS_AT_HAND = 500_000;
/** Lines of files; each takes four bytes. */
const LINES_AT_HAND = 2_000_000;
/** Paths. */
const TURNOVERS_AT_HAND = 200_000;
/** Characters. */
const NOTES_AT_HAND = 50_000_000;
/** Pairs of heads, for each detector, of all repositories: their names are made of object ids. */
const QUIET_AT_HAND = 500_000;
/** A larger survey is not stored: reading it back takes as long as asking git. */
const MOST_STORED = 5_000;

export interface SurveyMemory {
  git: Git;
  merges: MergeCache;
  readings: Pick<Readings, 'of'> | undefined;
  /** What the answers depend on besides the objects. */
  engine: string;
  /** Until when to believe a survey whose trial merge failed, null for ever, undefined not at all. */
  validUntil(survey: HeadSurvey): Date | null | undefined;
  /** Told of how many heads the merge with the target was remembered, and of how many it is made. */
  onMerges(counts: { cached: number; computed: number }): void;
  /**
   * Trial merges with the memory they have.
   *
   * @param earlierOf the same merge on an earlier target, where its outcome still holds
   */
  trialMerges(
    repo: Repository,
    inner: Survey['trialMerges'],
    merges: MergeCache,
    earlierOf: (request: MergeRequest) => MergeRequest | null,
  ): Survey['trialMerges'];
}

export function cachedSurvey(memory: SurveyMemory): Git['withSurvey'] {
  const surveys = recent<HeadSurvey>(CHANGES_AT_HAND);
  const hunks = recent<Hunk[]>(HUNKS_AT_HAND);
  const lines = recent<Int32Array>(LINES_AT_HAND);
  const turnovers = recent<Turnover>(TURNOVERS_AT_HAND);
  const texts = recent<string>(NOTES_AT_HAND);
  const quiet = recentPairs(QUIET_AT_HAND);
  const { git, engine } = memory;
  const noteKey = (key: string) => `${engine} note ${key}`;
  const surveyKey = (target: Oid) => (head: Oid) => `${engine} survey ${target} ${head}`;
  const earlierTargets = rememberTargets(surveys, surveyKey);
  return async (repo, target, heads, work, progress) => {
    const merges = writtenOnce(memory.merges);
    const own = { ...memory, merges };
    const unique = [...new Set(heads)];
    const keyOf = surveyKey(target);
    const known = await recall(merges, repo, surveys, unique, keyOf, readSurvey, weightOf, {
      holds: (survey) => memory.validUntil(survey) === null,
    });
    const missing = unique.filter((head) => !known.has(head));
    const earlier = earlierTargets.bestFor(repo, target, missing);
    const look = async (inner: Survey) => {
      const carried = inner.moved?.heads.size ?? 0;
      memory.onMerges({ cached: known.size + carried, computed: missing.length - carried });
      await keep(own, repo, surveys, inner, keyOf);
      if (unique.length > 0) earlierTargets.add(repo, target);
      const found = unique.flatMap((head) => {
        const survey = known.get(head) ?? inner.heads.get(head);
        return survey ? [[head, survey] as const] : [];
      });
      return work({
        heads: new Map(found),
        moved: inner.moved ?? null,
        trunk: inner.trunk,
        contents: inner.contents,
        symbols: (files) => inner.symbols(files, memory.readings?.of(repo.id)),
        written: inner.written,
        merged: inner.merged,
        occurrences: inner.occurrences,
        recall: (keys) => recall(merges, repo, texts, keys, noteKey, String, lengthOf),
        keep: (known) => keepNotes(own, repo, texts, known, noteKey),
        quiet,
        giveWay: inner.giveWay,
        trialMerges: memory.trialMerges(repo, inner.trialMerges, merges, (request) =>
          earlierRequest(request, inner, earlier),
        ),
        hunks: (versions) => cachedHunks(own, repo, hunks, inner, versions),
        lines: (blobs) =>
          atHand(
            lines,
            (blob) => `${repo.id} ${blob}`,
            blobs,
            (all) => inner.lines(all),
            ({ length }) => length,
          ),
        turnover: (bases) =>
          atHand(
            turnovers,
            (base) => `${repo.id} ${target} ${base}`,
            bases,
            (all) => inner.turnover(all),
            ({ newcomers, gone, directories }) => newcomers.size + gone.size + directories.size,
          ),
        lookalikes: inner.lookalikes,
      });
    };
    try {
      return await git.withSurvey(repo, target, missing, look, progress, earlier);
    } finally {
      await merges.flush();
    }
  };
}

async function keep(
  { merges, validUntil }: SurveyMemory,
  repo: Repository,
  atHand: Recent<HeadSurvey>,
  { heads }: Survey,
  keyOf: (head: Oid) => string,
): Promise<void> {
  const rows: StoredMerge[] = [];
  for (const [head, survey] of heads) {
    const until = validUntil(survey);
    if (until === undefined) continue;
    const weight = weightOf(survey);
    if (until === null) atHand.set(`${repo.id} ${keyOf(head)}`, survey, weight);
    if (weight > MOST_STORED) continue;
    rows.push({ request: keyOf(head), outcome: writeSurvey(survey), validUntil: until });
  }
  if (rows.length > 0) await merges.put(repo.id, rows);
}

async function keepNotes(
  { merges }: SurveyMemory,
  repo: Repository,
  atHand: Recent<string>,
  known: ReadonlyMap<string, string>,
  keyOf: (key: string) => string,
): Promise<void> {
  if (known.size === 0) return;
  for (const [key, text] of known) {
    atHand.set(`${repo.id} ${keyOf(key)}`, text, lengthOf(text));
  }
  await merges.put(
    repo.id,
    [...known].map(([key, outcome]) => ({ request: keyOf(key), outcome, validUntil: null })),
  );
}

const lengthOf = (text: string) => text.length + 1;

function weightOf({ raw, landed, commits }: HeadSurvey): number {
  return (raw?.length ?? 0) + (landed?.length ?? 0) + commits.size + 1;
}

function writeSurvey(survey: HeadSurvey): string {
  return JSON.stringify({ ...survey, commits: [...survey.commits] });
}

function readSurvey(json: string): HeadSurvey {
  const survey = JSON.parse(json) as Omit<HeadSurvey, 'commits'> & { commits: Oid[] };
  return { ...survey, commits: new Set(survey.commits) };
}
