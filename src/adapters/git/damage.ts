/** What git says when the objects of a repository are damaged. Pure. */

const DAMAGE = new RegExp(
  [
    'not a git repository',
    'bad (object|tree|ref)',
    'corrupt',
    'unable to (read|find|parse) (tree|commit|blob|object|[0-9a-f]{7})',
    'could not (read|parse|access) (tree|commit|blob|object|[0-9a-f]{7})',
    'cannot read',
    'missing (blob|tree|commit|object)',
    'object file .* is empty',
    'inflate',
    'not something we can merge',
    'does not match index',
    'invalid object',
    'failed to (read|traverse)',
    'loose object',
    'packfile .* (is|cannot)',
    'did not send all necessary objects',
    'index file .* is too small',
    'bad config',
  ].join('|'),
  'i',
);

/** Whether git's words say that objects are absent or damaged. */
export function isDamage(words: string): boolean {
  return DAMAGE.test(words);
}
