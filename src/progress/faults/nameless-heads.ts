/** Heads whose names, descriptions and files say nothing about what they belong to, where they are the most. */
import { listWords } from '../../markdown.ts';
import type { Fault } from '../faults.ts';
import type { Given } from '../probe.ts';

/** Fewer may be a document or a fix beside the plan. */
const FEWEST = 3;

export function namelessHeads({ integration }: Pick<Given, 'integration'>): Fault[] {
  if (integration.state === 'unread') return [];
  const { heads } = integration;
  const nameless = heads.filter(({ workstreams }) => workstreams.length === 0);
  if (nameless.length < FEWEST || nameless.length * 2 <= heads.length) return [];
  const names = listWords(
    nameless.map(({ ref }) => ref),
    3,
  );
  const what = `${nameless.length} of ${heads.length} heads belong to no workstream, by name, label, description or files: ${names}. Write a line "Workstream: NAME" into their descriptions, or add their patterns under also in the plan.`;
  return [{ workstream: null, what }];
}
