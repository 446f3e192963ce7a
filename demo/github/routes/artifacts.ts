/** Workflow runs and the artifacts that they leave behind. Nothing runs here: whoever tells a story posts them. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { emit } from '../events.ts';
import type { Actor, Artifact, Hub, Repo } from '../hub.ts';
import { fullName, nodeId, stamp } from '../hub.ts';
import type { Json } from '../json.ts';
import { allow, type Call, notFound, paged, Refusal, type Route, route } from '../routing.ts';
import type { PostedArtifact } from '../types.ts';

const READ = { app: ['actions'], level: 'read', role: 'read' } as const;
/** First segment of the addresses that downloads are redirected to; at GitHub that is another host. */
export const ARCHIVES = 'artifact-archives';

/** Leaves an artifact behind, of a run that is named or a new one, and says that the run is completed. */
export async function addArtifact(
  hub: Hub,
  repo: Repo,
  { name, headSha, files, archive, run, fork, expired = false }: PostedArtifact,
  actor: Actor,
): Promise<number> {
  const id = hub.nextId();
  const from = fork === undefined ? repo : hub.repos.get(`${fork}/${repo.name}`.toLowerCase());
  if (from === undefined) throw new Error(`${fork} has no fork of ${fullName(repo)}.`);
  const artifact: Artifact = {
    id,
    name,
    archive: archive ?? (await zipped(files ?? {})),
    run: run ?? hub.nextId(),
    sha: headSha,
    from,
    expired,
    createdAt: stamp(hub),
  };
  repo.artifacts.set(id, artifact);
  const workflow_run = runJson(hub, repo, artifact);
  await emit(hub, repo, 'workflow_run', { action: 'completed', workflow_run }, actor);
  return id;
}

/** A zip archive as the upload action makes it. */
export async function zipped(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(content as string), path);
  }
  zip.end();
  return buffer(Readable.from(zip.outputStream));
}

/** The bytes behind a redirect, null for an address nobody was given. */
export function archiveAt(hub: Hub, pathname: string): Buffer | null {
  const id = Number(pathname.split('/')[2]);
  for (const repo of new Set(hub.repos.values())) {
    const found = repo.artifacts.get(id);
    if (found && !found.expired) return found.archive;
  }
  return null;
}

function runJson(hub: Hub, repo: Repo, { run, sha, from, createdAt }: Artifact): Json {
  return {
    id: run,
    name: 'Benchmarks',
    head_sha: sha,
    status: 'completed',
    conclusion: 'success',
    event: 'pull_request',
    html_url: `${hub.url}/${fullName(repo)}/actions/runs/${run}`,
    created_at: createdAt,
    repository: { id: repo.id, full_name: fullName(repo) },
    head_repository: { id: from.id, full_name: fullName(from) },
  };
}

function artifactJson(hub: Hub, repo: Repo, artifact: Artifact): Json {
  const { id, name, archive, run, sha, from, expired, createdAt } = artifact;
  const url = `${hub.url}/repos/${fullName(repo)}/actions/artifacts/${id}`;
  return {
    id,
    node_id: nodeId('Artifact', id),
    name,
    size_in_bytes: archive.length,
    url,
    archive_download_url: `${url}/zip`,
    expired,
    created_at: createdAt,
    workflow_run: {
      id: run,
      repository_id: repo.id,
      head_repository_id: from.id,
      head_sha: sha,
    },
  };
}

/** Newest first, as GitHub lists them. */
function listed(call: Call, fits: (artifact: Artifact) => boolean = () => true) {
  allow(call, READ);
  const name = call.query.get('name');
  const all = [...call.repo.artifacts.values()]
    .filter((one) => fits(one) && (name === null || one.name === name))
    .reverse()
    .map((one) => artifactJson(call.hub, call.repo, one));
  return paged(call, all, (artifacts) => ({ total_count: all.length, artifacts }));
}

const ACTIONS = '/repos/:owner/:repo/actions';

export const ARTIFACT_ROUTES: Route[] = [
  route('GET', `${ACTIONS}/artifacts`, async (call) => listed(call)),
  route('GET', `${ACTIONS}/runs/:id/artifacts`, async (call) =>
    listed(call, ({ run }) => run === Number(call.params.id)),
  ),
  route('GET', `${ACTIONS}/runs`, async (call) => {
    allow(call, READ);
    const sha = call.query.get('head_sha');
    const all = [...call.repo.artifacts.values()].filter((one) => sha === null || one.sha === sha);
    const runs = [...new Map(all.map((one) => [one.run, one])).values()]
      .reverse()
      .map((one) => runJson(call.hub, call.repo, one));
    return paged(call, runs, (workflow_runs) => ({ total_count: runs.length, workflow_runs }));
  }),
  route('GET', `${ACTIONS}/artifacts/:id/zip`, async (call) => {
    allow(call, READ);
    const artifact = call.repo.artifacts.get(Number(call.params.id));
    if (artifact === undefined) throw notFound();
    if (artifact.expired) throw new Refusal(410, 'Artifact has expired');
    const location = `${call.hub.url}/${ARCHIVES}/${artifact.id}/${artifact.name}.zip`;
    return { status: 302, headers: { location } };
  }),
];
