/** What must be found after a step, each a sentence and a test of what was read back from the local GitHub. */
import { HOSTILE_PATH } from '../sample/others.ts';
import {
  answersOn,
  changedChecks,
  checkOf,
  commentsOn,
  headOf,
  label,
  PLAN,
  type Seen,
  type SeenCheck,
} from './seen.ts';
import { nodeTypes, visibleText } from './visible.ts';

export interface Expectation {
  /** A sentence that is true when it was found. `{key}` stands for a pull request's number. */
  that: string;
  /** Whether it was found; what was there before the step is for comparison. */
  holds(now: Seen, before: Seen): boolean;
}

const MODEL = 'crates/types/src/event.rs';

/** A sentence and its test. */
export function expectation(that: string, holds: Expectation['holds']): Expectation {
  return { that, holds };
}

/** Whether the check is a failure whose title names each of these. */
function fails(check: SeenCheck | null, ...named: string[]): boolean {
  return check?.conclusion === 'failure' && named.every((name) => check.title.includes(name));
}

/** Whether a reader finds each of these words in the check. */
export function says(check: SeenCheck | null, ...words: string[]): boolean {
  const text = check === null ? '' : `${visibleText(check.summary)}\n${visibleText(check.text)}`;
  return check !== null && words.every((word) => text.includes(word));
}

export const silence = expectation(
  'nothing was posted while nothing was open',
  (now) => now.checks.length === 0 && now.comments.length === 0,
);

export const everyHeadHasOneCheck = expectation(
  'every head has exactly one finished check named Weir / integration',
  (now) => now.heads.every(({ key }) => checkOf(now, key)?.conclusion != null),
);

export const storageMeetsKernel = expectation(
  'the check on {storage} is a failure, its title names kernel-events-expansion, its text the file',
  (now) =>
    fails(checkOf(now, 'storage'), 'kernel-events-expansion') &&
    says(checkOf(now, 'storage'), MODEL),
);

export const kernelMeetsStorage = expectation(
  'the check on {kernel} is a failure and its title names storage-enhancements',
  (now) => fails(checkOf(now, 'kernel'), 'storage-enhancements'),
);

export const collidingLinesAreAnnotated = expectation(
  `the colliding lines of ${MODEL} are annotated on {storage}`,
  (now) =>
    checkOf(now, 'storage')?.annotations.some(
      ({ path, line }) => path === MODEL && line >= 23 && line <= 30,
    ) ?? false,
);

export const testingMeetsPerformance = expectation(
  'the check on {testing} says that timer.rs, which it deletes, is changed by performance-observability',
  (now) =>
    fails(checkOf(now, 'testing'), 'performance-observability') &&
    says(checkOf(now, 'testing'), 'crates/observability/src/timer.rs', 'delete'),
);

export const branchWithoutPullRequestIsJudged = expectation(
  'feature/performance-observability has a failing check although it has no pull request',
  (now) => fails(checkOf(now, 'performance'), 'testing-infrastructure'),
);

export const securityMeetsPerformance = expectation(
  'the check on {security} warns that Cargo.lock merges and no longer holds the time that its manifest asks for',
  (now) =>
    checkOf(now, 'security')?.conclusion === 'neutral' &&
    says(checkOf(now, 'security'), 'Cargo.lock', 'time =0.3.34'),
);

export const securityMeetsStorage = expectation(
  'the checks on {security} and {storage} warn, at the right lines, that authorize wants one argument more than the new call gives it',
  (now) => {
    const [security, storage] = [checkOf(now, 'security'), checkOf(now, 'storage')];
    const warns = (check: SeenCheck | null, path: string, line: number) =>
      says(check, 'authorize', '2 arguments') &&
      check?.annotations.some((one) => one.path === path && one.line === line) === true;
    return (
      warns(security, 'crates/kernel/src/authorize.rs', 22) &&
      warns(storage, 'crates/storage/src/reader.rs', 24)
    );
  },
);

export const storageGotSlower = expectation(
  'the check on {storage} says that append_event/file takes a quarter longer than at the merge base, with both values and how sure that is',
  (now) => says(checkOf(now, 'storage'), 'append_event/file', '812 ns → 1,019 ns, +25.5 % ['),
);

export const storageWaits = expectation(
  'the check on {storage} says that it waits for kernel-events-expansion',
  (now) => /waits for kernel-events-expansion/i.test(checkOf(now, 'storage')?.title ?? ''),
);

export const wrongLane = expectation(
  'the check on {store-size} says that its files belong to storage-enhancements although its branch is one of kernel-events-expansion',
  (now) => says(checkOf(now, 'store-size'), 'storage-enhancements', 'kernel-events-expansion'),
);

export const containedHead = expectation(
  'the check on {agent-states} says which other head already contains it',
  (now) => says(checkOf(now, 'agent-states'), 'contain', 'feature/kernel-events-expansion'),
);

export const draftTakesPart = expectation(
  'the draft {audit} is judged, and marked as a draft',
  (now) =>
    checkOf(now, 'audit')?.conclusion === 'success' &&
    /draft/i.test(wordsOf(checkOf(now, 'audit'))),
);

export const forkIsJudged = expectation(
  'the check on {wiki-by-olga}, which comes from a fork, is a failure',
  (now) => checkOf(now, 'wiki-by-olga')?.conclusion === 'failure',
);

/** Read as GitHub reads it: the name has to come out as text, whole, and as nothing else. */
export const hostileNameIsText = expectation(
  `the file name ${HOSTILE_PATH} is shown as it is on {wiki}, and did not become markup`,
  (now) => {
    const check = checkOf(now, 'wiki');
    if (!says(check, HOSTILE_PATH)) return false;
    const markdown = `${check?.summary}\n\n${check?.text}`;
    return !visibleText(markdown).includes('@acme/everyone') && !nodeTypes(markdown).has('image');
  },
);

export const brokenPlanIsRefused = expectation(
  'Weir / plan fails on {plan} and annotates both lines that are wrong (69 and 88)',
  (now) => {
    const check = checkOf(now, 'plan', PLAN);
    const lines = check?.annotations.map(({ line }) => line).sort((a, b) => a - b) ?? [];
    return check?.conclusion === 'failure' && lines.join() === '69,88';
  },
);

export const brokenPlanDoesNotRule = expectation(
  '{plan} itself is judged by the plan on main, and merges cleanly',
  (now) => checkOf(now, 'plan')?.conclusion === 'success',
);

export const eyes = expectation(
  'every /integrate of alice on {storage} has the reaction eyes from weir[bot]',
  (now) => {
    const asked = commentsOn(now, 'storage').filter(({ author }) => author === 'alice');
    return (
      asked.length > 0 && asked.every(({ reactions }) => reactions.includes('eyes by weir[bot]'))
    );
  },
);

const ORDER = 'Best order to land';

export const oneAnswerNamesKernel = expectation(
  'exactly one answer to /integrate stands on {storage}; it names kernel-events-expansion and an order to land',
  (now) => {
    const answers = answersOn(now, 'storage').filter(({ body }) =>
      visibleText(body).includes(ORDER),
    );
    const [first] = answers;
    return (
      answers.length === 1 &&
      first !== undefined &&
      visibleText(first.body).includes('kernel-events-expansion')
    );
  },
);

export const noAccess = expectation(
  'mallory, who cannot write here, got a plain answer on {testing}, and no eyes',
  (now) => {
    const asked = commentsOn(now, 'testing').find(({ author }) => author === 'mallory');
    const [answer] = answersOn(now, 'testing');
    return (
      asked !== undefined &&
      !asked.reactions.includes('eyes by weir[bot]') &&
      answer !== undefined &&
      visibleText(answer.body).includes('people who can write to this repository')
    );
  },
);

export const nearestName = expectation(
  'bob was told on {kernel} that kernel-evnts was probably meant to be a name that exists',
  (now) => {
    const [answer] = answersOn(now, 'kernel');
    const text = visibleText(answer?.body ?? '');
    return text.includes('kernel-evnts') && /kernel[-_]events/.test(text);
  },
);

export const help = expectation('pete was shown the commands on {agent-states}', (now) => {
  const [answer] = answersOn(now, 'agent-states');
  return visibleText(answer?.body ?? '').includes('/integrate with NAME');
});

export const quotedCommandIsNoCommand = expectation(
  'the quoted /integrate of carol on {wiki} was not taken for a command',
  (now) =>
    commentsOn(now, 'wiki').some(({ author }) => author === 'carol') &&
    answersOn(now, 'wiki').length === 0,
);

export const testingIsCleanNow = expectation(
  'the check on the new commit of {testing} is a success',
  (now) => checkOf(now, 'testing')?.conclusion === 'success',
);

export const performanceMergesNow = expectation(
  'the check of feature/performance-observability turned from a failure into a warning on the same commit',
  (now, before) =>
    checkOf(before, 'performance')?.conclusion === 'failure' &&
    checkOf(now, 'performance')?.conclusion === 'neutral' &&
    headOf(now, 'performance').oid === headOf(before, 'performance').oid,
);

/** A pair takes at most four merges; one with a shared history takes more, and testing shares none. */
export const onlyHerPairsWereMerged = expectation(
  'the push was judged with trial merges of the new commit alone, the rest was remembered',
  (now, before) => {
    const merged = now.counts.merged - before.counts.merged;
    return (
      merged > 0 &&
      merged <= 1 + 2 * (now.heads.length - 1) &&
      now.counts.remembered > before.counts.remembered
    );
  },
);

export const everyHeadWasMergedAgain = expectation(
  'every head was merged with main again after main moved',
  (now, before) => now.counts.merged - before.counts.merged >= now.heads.length,
);

/** Their check runs are the same ones, finished at the same time. */
export function othersWereNotWritten(keys: string[]): Expectation {
  return expectation(
    `the checks on ${keys.map((key) => `{${key}}`).join(', ')} were not written again`,
    (now, before) =>
      changedChecks(before, now).every(
        ({ oid }) => !keys.some((key) => headOf(now, key).oid === oid),
      ) &&
      keys.every((key) => {
        const [is, was] = [checkOf(now, key), checkOf(before, key)];
        return is !== null && is.id === was?.id && is.completedAt === was.completedAt;
      }),
  );
}

export const securityMeetsMain = expectation(
  'the check on {security} is a failure now, and names main and jwt.rs',
  (now) =>
    fails(checkOf(now, 'security'), 'main') &&
    says(checkOf(now, 'security'), 'crates/security/src/jwt.rs'),
);

export const forcePushIsJudged = expectation(
  'the new commit of {error-codes} has a verdict of its own, and says it collides with storage-enhancements',
  (now, before) =>
    headOf(now, 'error-codes').oid !== headOf(before, 'error-codes').oid &&
    fails(checkOf(now, 'error-codes'), 'storage-enhancements'),
);

export const explanation = expectation(
  'an explanation that names the file stands on {storage} as a comment of its own',
  (now) =>
    answersOn(now, 'storage').length === 2 &&
    answersOn(now, 'storage').every(({ body }) => visibleText(body).includes(MODEL)),
);

function wordsOf(check: SeenCheck | null): string {
  return `${check?.title} ${visibleText(check?.summary ?? '')} ${visibleText(check?.text ?? '')}`;
}

/** The sentence with numbers in place of keys. */
export function sentence({ that }: Expectation, seen: Seen): string {
  return that.replace(/\{([\w-]+)\}/g, (_, key: string) => {
    const head = seen.heads.find((candidate) => candidate.key === key);
    return head === undefined ? key : head.number === null ? label(head) : `#${head.number}`;
  });
}
