/** Fences that hold several things, in pieces. Pure. */
import type { Block } from './document.ts';
import { mapping, yamlIn } from './pairs.ts';
import type { Topic } from './topics.ts';

/** Keys of YAML that say themselves what they are about. */
const KEYS: [RegExp, Topic][] = [
  [/^dependencies$/, 'dependencies'],
  [/^(?:approval_matrix|approvals|reviewers)$/, 'approvals'],
  [/^(?:success_)?metrics$/, 'metrics'],
  [/^(?:integration_|weekly_)?schedule$/, 'schedule'],
  [/^reviews$/, 'reviews'],
  [/^stand-?ups?$/, 'standups'],
  [/^roles$/, 'roles'],
  [/^(?:ci_)?stages$/, 'stages'],
];

function topicOfKey(key: string): Topic | null {
  return KEYS.find(([pattern]) => pattern.test(key))?.[1] ?? null;
}

/** A fence of YAML, JSON or TOML with such keys in pieces, one for each key; everything else as it is. */
export function partsOf(block: Block): { block: Block; topic: Topic | null }[] {
  if (block.kind === 'code' && block.within)
    return [{ block, topic: topicOfKey(block.within.key) }];
  const whole = [{ block, topic: null }];
  const fence = yamlIn(block);
  if (block.kind !== 'code' || !fence) return whole;
  const keys = Object.keys(fence.root);
  const topics = keys.map(topicOfKey);
  if (topics.every((topic) => topic === null)) return whole;
  return keys.map((key, at): { block: Block; topic: Topic | null } => {
    const line = fence.lineOf([key]);
    const next = keys[at + 1];
    const to = next === undefined ? block.to : Math.max(line, fence.lineOf([next]) - 1);
    const text = mapping(fence.root[key]) ? block.text : '';
    return {
      block: { ...block, within: { key, of: block }, text, line, to },
      topic: topics[at] ?? null,
    };
  });
}
