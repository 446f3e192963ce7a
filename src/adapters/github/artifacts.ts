/** Workflow artifacts from GitHub, unpacked within bounds and remembered by their number. */
import type {
  Artifact,
  ArtifactContent,
  ArtifactForge,
  Oid,
  Repository,
  WholeList,
} from '../../ports.ts';
import { recent } from '../../recent.ts';
import type { MergeCache } from '../store/merges.ts';
import { unzipTexts } from '../unzip.ts';
import { isForbidden, orAbsent, whyRefused } from './answers.ts';
import type { GitHub, Octokit } from './client.ts';

const PAGE = 100;
/** Repositories with more artifacts are asked about each commit. */
const MOST_LISTED = 1_000;
/** Commits that are asked about one by one. */
const MOST_COMMITS = 100;
/** Bytes of a packed artifact. */
const MOST_BYTES = 20_000_000;
/** Characters of unpacked text: at hand in memory, and in one row of the store. */
const AT_HAND = 50_000_000;
const MOST_STORED = 1_000_000;

/** @param memory what was unpacked, by the artifact's number, whose content never changes */
export function createArtifactForge(
  github: Pick<GitHub, 'actions'>,
  memory: { merges: MergeCache } | null,
): ArtifactForge {
  const atHand = recent<ArtifactContent>(AT_HAND);
  const refusals = <T>(work: () => Promise<T>): Promise<T | { refused: string }> =>
    work().catch((error: unknown) => {
      // 404 is how a private repository refuses.
      const { status } = error as { status?: number };
      if (isForbidden(error) || status === 404) {
        return { refused: whyRefused(error, ARTIFACTS) };
      }
      throw error;
    });
  return {
    async artifacts(repo, commits, wanted) {
      if (commits.length === 0) return { state: 'whole', list: [] };
      const octokit = github.actions(repo.installation);
      const read = await refusals(() => list(octokit, repo, new Set(commits)));
      if ('refused' in read) return { state: 'partial', reason: read.refused };
      if (read.state !== 'whole') return read;
      const found = read.list.filter(({ name, oid }) => commits.includes(oid) && wanted(name));
      return { state: 'whole', list: found.sort((a, b) => b.id - a.id) };
    },
    async content(repo, artifact) {
      const key = `artifact ${artifact.id}`;
      const known = atHand.get(`${repo.id} ${key}`);
      if (known) return known;
      const stored = (await memory?.merges.get(repo.id, [key]))?.get(key);
      if (stored !== undefined) return JSON.parse(stored) as ArtifactContent;
      const octokit = github.actions(repo.installation);
      const read = await refusals(() => download(octokit, repo, artifact));
      if ('refused' in read) return { state: 'unreadable', reason: read.refused };
      if (read.state !== 'found') return read;
      const size = read.files.reduce((sum, { text }) => sum + text.length, 1);
      atHand.set(`${repo.id} ${key}`, read, size);
      if (size <= MOST_STORED) {
        const outcome = JSON.stringify(read);
        await memory?.merges.put(repo.id, [{ request: key, outcome, validUntil: null }]);
      }
      return read;
    },
  };
}

const ARTIFACTS = { do: 'read', what: 'artifacts', permission: 'Actions' } as const;

/**
 * https://docs.github.com/en/rest/actions/artifacts#list-artifacts-for-a-repository answers for all commits at once,
 * but knows no commit to ask for; where there are too many, each commit's runs are asked for theirs.
 */
async function list(
  octokit: Octokit,
  repo: Repository,
  commits: ReadonlySet<Oid>,
): Promise<WholeList<Artifact>> {
  const at = { owner: repo.owner, repo: repo.name, per_page: PAGE };
  const found: Artifact[] = [];
  for (let page = 1; ; page++) {
    const { data } = await octokit.rest.actions.listArtifactsForRepo({ ...at, page });
    if (data.total_count > MOST_LISTED) return byCommit(octokit, repo, commits);
    found.push(...data.artifacts.flatMap((one) => toArtifact(one)));
    if (data.artifacts.length < PAGE) return { state: 'whole', list: found };
  }
}

async function byCommit(
  octokit: Octokit,
  repo: Repository,
  commits: ReadonlySet<Oid>,
): Promise<WholeList<Artifact>> {
  if (commits.size > MOST_COMMITS) {
    return {
      state: 'partial',
      reason: `this repository has more than ${MOST_LISTED} artifacts, and Weir asks for those of at most ${MOST_COMMITS} commits one by one`,
    };
  }
  const at = { owner: repo.owner, repo: repo.name, per_page: PAGE };
  const { actions } = octokit.rest;
  const found: Artifact[] = [];
  for (const commit of commits) {
    const runs = await octokit.paginate(actions.listWorkflowRunsForRepo, {
      ...at,
      head_sha: commit,
    });
    for (const { id } of runs) {
      const ask = { ...at, run_id: id };
      const artifacts = await octokit.paginate(actions.listWorkflowRunArtifacts, ask);
      found.push(...artifacts.flatMap((one) => toArtifact(one)));
    }
  }
  return { state: 'whole', list: found };
}

interface ListedArtifact {
  id: number;
  name: string;
  size_in_bytes: number;
  expired: boolean;
  created_at?: string | null;
  workflow_run?: {
    id?: number;
    repository_id?: number;
    head_repository_id?: number;
    head_sha?: string;
  } | null;
}

function toArtifact(one: ListedArtifact): Artifact[] {
  const run = one.workflow_run;
  if (!run?.id || !run.head_sha) return [];
  return [
    {
      id: one.id,
      name: one.name,
      size: one.size_in_bytes,
      expired: one.expired,
      run: run.id,
      oid: run.head_sha,
      // What cannot be told to be our own is not trusted as if it were.
      fromFork:
        run.head_repository_id === undefined || run.head_repository_id !== run.repository_id,
      createdAt: one.created_at ?? '',
    },
  ];
}

/** https://docs.github.com/en/rest/actions/artifacts#download-an-artifact: a redirect to where it lies. */
async function download(
  octokit: Octokit,
  repo: Repository,
  { id, size, expired }: Artifact,
): Promise<ArtifactContent> {
  if (expired) return { state: 'gone' };
  const tooLarge: ArtifactContent = {
    state: 'unreadable',
    reason: `it is too large: its archive has more than ${MOST_BYTES / 1_000_000} MB`,
  };
  if (size > MOST_BYTES) return tooLarge;
  const answer = await orAbsent(
    octokit
      .request('GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}', {
        owner: repo.owner,
        repo: repo.name,
        artifact_id: id,
        archive_format: 'zip',
        request: { parseSuccessResponseBody: false },
      })
      .catch((error: unknown) => {
        // Deleted or expired since it was listed.
        if ((error as { status?: number }).status === 410) return null;
        throw error;
      }),
  );
  if (!answer) return { state: 'gone' };
  const archive = await bytesOf(answer.data as AsyncIterable<Uint8Array>, MOST_BYTES);
  return archive ? unzipTexts(archive) : tooLarge;
}

/** Null where there are more; the rest is not even received. */
async function bytesOf(stream: AsyncIterable<Uint8Array>, most: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
