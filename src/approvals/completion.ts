/** Who would complete a pull request, in words. Pure. */
import { listWords } from '../markdown.ts';
import type { ApprovalResult } from './facts.ts';

/**
 * `bob (storage-lead)`. Where the role is filled already, whoever fills it moves on to another one, and that is said.
 *
 * @param show how a name is written, such as `text` for Markdown
 */
export function completionWords(
  { user, roles }: { user: string; roles: readonly string[] },
  result: ApprovalResult,
  show: (name: string) => string = (name) => name,
): string {
  const places = roles.map((name) => {
    const role = result.roles.find((each) => each.role === name && each.satisfied);
    if (!role) return show(name);
    const one = role.filledBy.length > 1 ? 'one of ' : '';
    return `${show(name)}, so that ${one}${listWords(role.filledBy.map(show))} can count for another role`;
  });
  return `${show(user)} (${places.join(', ')})`;
}
