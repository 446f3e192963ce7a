/** Pull requests by their numbers. Those that are merged are asked about once; of very many others some at each look, in turn. */
import type { EvidenceMemory, PullSummary } from '../../ports/evidence.ts';
import type { Unread } from '../../ports/standing.ts';
import type { Repository } from '../../ports.ts';
import { rememberedPulls, rememberPulls } from './merged-pulls.ts';

/** Pull requests that GitHub is asked about one by one at one look. */
const MOST_PULLS = 200;
const NOT_YET: Unread = {
  state: 'unread',
  reason: `the plan names more than ${MOST_PULLS} pull requests that are not known to be merged, and Weir asks about no more at one look; the next ones read on`,
};
const KEY = 'named pull requests';

type Answer = PullSummary | null;

/** Numbers with what was answered last, those asked about longest ago first. */
type Asked = [number, Answer][];

/**
 * What a pull request was when it was asked about last stands until its next turn. It cannot be merged by then without
 * anybody noticing: merged ones are listed, and known from there.
 *
 * @param read one of them; null where there is none
 */
export async function namedPulls(
  repo: Repository,
  numbers: readonly number[],
  read: (number: number) => Promise<PullSummary | Unread | null>,
  memory: EvidenceMemory,
): Promise<Map<number, PullSummary | Unread | null>> {
  const found = new Map<number, PullSummary | Unread | null>(
    await rememberedPulls(repo, numbers, memory),
  );
  const rest = new Set(numbers.filter((number) => !found.has(number)));
  const inTurns = rest.size > MOST_PULLS;
  const asked = inTurns ? (await askedBefore(repo, memory)).filter(([one]) => rest.has(one)) : [];
  const known = new Set(asked.map(([number]) => number));
  const order = [...[...rest].filter((number) => !known.has(number)), ...known];
  const fresh = new Map(
    await Promise.all(
      order.slice(0, MOST_PULLS).map(async (number) => [number, await read(number)] as const),
    ),
  );
  for (const number of rest) found.set(number, NOT_YET);
  for (const [number, answer] of [...asked, ...fresh]) found.set(number, answer);
  await rememberPulls(repo, fresh, memory);
  if (inTurns) {
    const later = [...fresh].flatMap(
      ([number, answer]): Asked =>
        answer === null || !('state' in answer)
          ? [[number, answer && { ...answer, body: '' }]]
          : [],
    );
    const kept = asked.filter(([number]) => !fresh.has(number));
    await memory.keep(repo, new Map([[KEY, JSON.stringify([...kept, ...later])]]));
  }
  return found;
}

async function askedBefore(repo: Repository, memory: EvidenceMemory): Promise<Asked> {
  const text = (await memory.recall(repo, [KEY])).get(KEY);
  return text === undefined ? [] : (JSON.parse(text) as Asked);
}
