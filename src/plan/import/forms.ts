/** Reads blocks by their form alone. Pure. */
import { readDependencies, readMetrics } from './blocks-of-workstreams.ts';
import { readStandups } from './calendar.ts';
import type { Block } from './document.ts';
import type { Draft, DraftWorkstream } from './draft.ts';
import type { Meanings } from './names.ts';
import { yamlIn } from './pairs.ts';
import { readApprovals, readRoles } from './people.ts';
import { columnOf } from './tables.ts';

/** Blocks that say themselves what they are, whatever heading they stand under. */
export function readByForm(
  block: Block,
  draft: Draft,
  names: Meanings,
  own: DraftWorkstream | null = null,
): string | null {
  if (block.kind !== 'code' && block.kind !== 'table') return null;
  const heads = block.kind === 'table' ? block.head.map(columnOf) : [];
  const inCode = block.kind === 'code' ? block.text.slice(0, 20_000) : '';
  if (
    (heads.includes('approvals') || /approv|review/i.test(inCode)) &&
    readApprovals(block, draft, names)
  ) {
    return 'workstreams.*.approvals';
  }
  const depends =
    heads.includes('depends') || heads.includes('enables') || /\bdepends_on\b/.test(inCode);
  if (depends && readDependencies(block, draft, names))
    return 'workstreams.*.depends_on and enables';
  if (
    (heads.includes('metric') || (/\btarget\b/.test(inCode) && yamlIn(block))) &&
    readMetrics(block, draft, names, own)
  ) {
    return 'workstreams.*.metrics';
  }
  if (heads.includes('role') && heads.includes('people') && readRoles(block, draft)) return 'roles';
  if (heads.includes('time') && readStandups(block, draft, names)) return 'standups';
  return null;
}
