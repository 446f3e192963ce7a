/** Fetches commits by object id into a mirror. Knows what git says when a remote refuses some of them. */
import type { Oid } from '../../ports.ts';
import {
  type ChildEnd,
  FETCH_MEMORY_BYTES,
  gitWords,
  MERGE_MEMORY_BYTES,
  type RunGit,
} from './child.ts';
import { isDamage } from './damage.ts';
import { fetchEnvironment, gitEnvironment, REMOTE_NAME, type Remote } from './environment.ts';
import { GitFailed } from './objects.ts';

/** Nothing could be fetched at all: the network, the remote or the token. Worth trying again later. */
export class FetchFailed extends Error {
  override name: string = 'FetchFailed';
}

/** The server refuses the token. Says nothing about the mirror, and trying again with the same token is no use. */
export class TokenRefused extends FetchFailed {
  override name = 'TokenRefused';

  constructor(url: string) {
    super(
      `Fetching from ${url} failed: the server refused the token. It has expired, or the App may not read this ` +
        'repository any more. Ask "weir doctor", and look at the repositories of the App\'s installation.',
    );
  }
}

/** The mirror on disk is not to be trusted any more. */
export class MirrorDamaged extends Error {
  override name = 'MirrorDamaged';
}

const REFUSED = /(?:not our ref|unadvertised object)\s+([0-9a-f]{40,64})/;

/** Without a token that it accepts, a server asks for a name, or refuses; GitHub hides what may not be read. */
const REFUSED_TOKEN =
  /could not read (username|password)|authentication failed|returned error: 40[13]/i;

/** Commits that were fetched whole before: each has a ref that was written after everything it needs. */
export async function fetchedCommits(run: RunGit, gitDir: string): Promise<Set<Oid>> {
  const end = await run({
    args: ['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/weir/'],
    env: gitEnvironment(gitDir),
    wallClock: 30_000,
    memory: MERGE_MEMORY_BYTES,
    output: 64 * 1024 ** 2,
  });
  if (end.how !== 'exit' || end.code !== 0) {
    // Listing refs needs a sound repository and nothing else.
    if (end.how === 'exit') throw new MirrorDamaged(gitWords(end));
    throw new GitFailed('list what was fetched', end);
  }
  return new Set(
    end.stdout
      .toString('latin1')
      .split('\n')
      .filter((oid) => oid !== ''),
  );
}

/**
 * Fetches the commits with all their history; answers those the remote does not give, with the reason.
 * `wallClock` milliseconds are for all attempts together.
 */
export async function fetchCommits(
  run: RunGit,
  gitDir: string,
  remote: Remote,
  oids: readonly Oid[],
  wallClock: number,
): Promise<Map<Oid, string>> {
  const refused = new Map<Oid, string>();
  const deadline = performance.now() + wallClock;
  const queue: Oid[][] = [[...oids]];
  for (let wanted = queue.shift(); wanted; wanted = queue.shift()) {
    if (wanted.length === 0) continue;
    const end = await run({
      args: [
        'fetch',
        '--quiet',
        '--force',
        '--no-tags',
        '--no-write-fetch-head',
        '--no-auto-maintenance',
        '--no-recurse-submodules',
        '--no-show-forced-updates',
        '--stdin',
        '--end-of-options',
        REMOTE_NAME,
      ],
      env: fetchEnvironment(gitDir, remote),
      input: wanted.map((oid) => `+${oid}:refs/weir/${oid}\n`).join(''),
      wallClock: Math.max(1, deadline - performance.now()),
      memory: FETCH_MEMORY_BYTES,
      output: 1024 ** 2,
    });
    if (end.how === 'exit' && end.code === 0) continue;
    const own = gitsOwn(end.stderr, remote.url);
    const named = REFUSED.exec(end.stderr)?.[1];
    if (named !== undefined && wanted.includes(named)) {
      refused.set(named, 'the remote does not have this commit (any more)');
      queue.push(wanted.filter((oid) => oid !== named));
    } else if (REFUSED_TOKEN.test(own)) {
      throw new TokenRefused(remote.url);
    } else if (isAboutContent(end)) {
      if (wanted.length === 1) {
        for (const oid of wanted) refused.set(oid, gitWords(end));
      } else {
        const half = Math.ceil(wanted.length / 2);
        queue.push(wanted.slice(0, half), wanted.slice(half));
      }
    } else if (isDamage(own)) {
      throw new MirrorDamaged(gitWords(end));
    } else {
      const why = end.how === 'timeout' ? `it took more than ${wallClock / 1000} s` : gitWords(end);
      throw new FetchFailed(`Fetching from ${remote.url} failed: ${why}`);
    }
  }
  return refused;
}

/** What git says by itself: neither the address in it nor what the server sends may look like a failure here. */
function gitsOwn(stderr: string, url: string): string {
  return stderr.replaceAll(url, '').replaceAll(/^(remote:|fatal: remote error:).*$/gm, '');
}

/** What came was refused by git's own checks: another commit of the same fetch may well be sound. */
function isAboutContent(end: ChildEnd): boolean {
  return (
    end.how === 'exit' &&
    /fsck error|index-pack failed|remote error|object of unexpected type/i.test(end.stderr)
  );
}
