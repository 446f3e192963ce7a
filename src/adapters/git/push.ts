/** Pushes and deletes branches of trial builds: the only thing that Weir ever pushes. */
import { TRIAL_PREFIX } from '../../effects.ts';
import type { Oid } from '../../ports.ts';
import { type ChildEnd, FETCH_MEMORY_BYTES, gitWords, type RunGit } from './child.ts';
import { fetchEnvironment, REMOTE_NAME, type Remote } from './environment.ts';
import { isOid } from './objects.ts';

/** What became of a push; `refused` is for good, until somebody changes something on GitHub. */
export type PushOutcome = 'done' | 'unchanged' | { refused: string };

/** Nothing could be pushed for now: the network or the server. Worth trying again later. */
export class PushFailed extends Error {
  override name = 'PushFailed';
}

const NAME = new RegExp(`^${TRIAL_PREFIX}[0-9]+-[0-9]+$`);

/**
 * Makes a branch be there with this tip, or be gone (null). A branch that is there with another tip is not ours and
 * stays as it is.
 *
 * @param gitDir has the tip and everything that it needs
 */
export async function pushBranch(
  run: RunGit,
  gitDir: string,
  remote: Remote,
  branch: string,
  tip: Oid | null,
  wallClock: number,
): Promise<PushOutcome> {
  if (tip !== null && (!NAME.test(branch) || !isOid(tip))) {
    throw new TypeError(`Weir pushes to branches of trial builds only, not ${tip} to ${branch}.`);
  }
  if (!branch.startsWith(TRIAL_PREFIX)) throw new TypeError(`${branch} is no branch of Weir's.`);
  const ref = `refs/heads/${branch}`;
  const end = await run({
    args: [
      'push',
      '--porcelain',
      '--no-verify',
      '--no-recurse-submodules',
      // The branch must not be there yet; where it has this very tip nothing is pushed.
      ...(tip === null ? [] : [`--force-with-lease=${ref}:`]),
      '--end-of-options',
      REMOTE_NAME,
      `${tip ?? ''}:${ref}`,
    ],
    env: fetchEnvironment(gitDir, remote),
    wallClock,
    memory: FETCH_MEMORY_BYTES,
    output: 1024 ** 2,
  });
  const line = end.stdout
    .toString('utf8')
    .split('\n')
    .find((each) => each.includes(`:${ref}\t`));
  if (end.how === 'exit' && end.code === 0) return line?.startsWith('=') ? 'unchanged' : 'done';
  if (tip === null && /remote ref does not exist/.test(end.stderr)) return 'unchanged';
  const reason = refusalOf(end, line);
  if (reason !== null) return { refused: reason };
  throw new PushFailed(`Pushing ${branch} to ${remote.url} failed: ${gitWords(end)}`);
}

/** Why the server does not take it, in its own words; null when it was not asked or could not answer. */
function refusalOf(end: ChildEnd, line: string | undefined): string | null {
  if (end.how !== 'exit') return null;
  const [mark, , summary] = (line ?? '').split('\t');
  if (mark === '!' && summary !== undefined) {
    const said = end.stderr
      .split('\n')
      .flatMap((each) => /^remote:\s*(.*\S)/.exec(each)?.[1] ?? [])
      .find((each) => /^(error|refusing|GH\d+)/i.test(each));
    return `GitHub did not take the branch: ${summary.trim()}${said ? ` (${said.slice(0, 200)})` : ''}.`;
  }
  if (
    /could not read (username|password)|authentication failed|returned error: 40[13]/i.test(
      end.stderr,
    )
  ) {
    return 'GitHub does not let the App push to this repository. Grant it `contents: write`, accept that on the installation page, and see that the repository is not archived.';
  }
  return null;
}
