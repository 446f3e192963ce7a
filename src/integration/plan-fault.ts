import { plural } from '../markdown.ts';
import { parsePlan } from '../plan/parse.ts';
import type { FileRead } from '../ports.ts';

/**
 * What would keep everybody from being judged if this plan file landed: `2 errors`. Null where nothing would; a file
 * that is gone is no plan, and that may be meant.
 */
export function planFault(file: FileRead): string | null {
  if (file.state === 'absent') return null;
  if (file.state === 'unreadable') return 'it cannot be read';
  const parsed = parsePlan(file.text);
  if (parsed.ok) return null;
  return plural(parsed.problems.filter(({ level }) => level === 'error').length, 'error');
}
