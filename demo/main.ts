/** `weir demo`: a whole GitHub on this machine, with a repository and a week of work in it, and Weir beside it. */
import { writeFile } from 'node:fs/promises';
import { type Options, readOptions, USAGE } from './options.ts';
import { NotPossible, type OwnRepository, playOwn } from './own-repository.ts';
import { everything, finalTable, findings } from './report.ts';
import { NAME, OWNER } from './sample/index.ts';
import { importSample } from './sample/pack.ts';
import { people, teams } from './sample/people.ts';
import { type Local, type LocalOptions, type StartLocal, startLocal } from './story/local.ts';
import { type Stage, setStage } from './story/play.ts';
import { type Output, type Screen, screen } from './story/screen.ts';
import { steps } from './story/steps.ts';
import { type Finding, tell } from './story/tell.ts';

/** Exit code of a program that was interrupted. */
const STOPPED = 130;

/** What the demo prints to, and how it learns that it should stop. */
export interface Surroundings {
  out: Output;
  err: { write(text: string): unknown };
  /** Resolves when the user wants to stop. */
  stopped(): Promise<void>;
}

/**
 * Runs the demo.
 *
 * @returns exit code: 0 fine, 1 something expected was not found, 2 the arguments cannot be used, 130 stopped
 *   before the end
 */
export async function runDemo(
  argv: readonly string[],
  { out, err, stopped }: Surroundings = here,
): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    out.write(USAGE);
    return 0;
  }
  const options = readOptions(argv);
  if (typeof options === 'string') {
    err.write(`${options}\n\n${USAGE}`);
    return 2;
  }
  try {
    return await run(options, screen(out), stopped);
  } catch (error) {
    if (!(error instanceof NotPossible)) throw error;
    err.write(`${error.message}\n`);
    return 2;
  }
}

async function run(options: Options, to: Screen, stopped: () => Promise<void>): Promise<number> {
  const running: Local[] = [];
  const start = async (wanted: LocalOptions) => {
    const port = options.port === undefined ? {} : { port: options.port };
    const local = await startLocal({ ...wanted, ...port }).catch((error: unknown) => {
      throw isTaken(error) ? new NotPossible(taken(options.port)) : error;
    });
    running.push(local);
    return local;
  };
  const stop = stopped().then(() => STOPPED);
  try {
    const telling = show(options, to, start);
    const outcome = await Promise.race([telling, stop]);
    if (outcome === STOPPED) {
      // What is under way fails when its servers close; nobody waits for it any more.
      telling.catch(() => {});
    } else if (!options.once) {
      await stop;
    }
    if (!options.once || outcome === STOPPED) {
      to.still();
      to.line();
      to.line('Stopping, and removing everything that was made.');
    }
    return outcome;
  } finally {
    for (const local of running) await local.close();
  }
}

const taken = (port: number | undefined) =>
  `Port ${port} is taken by another program. Stop it, or give another one after --port.`;

function isTaken(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'EADDRINUSE';
}

/** Empties the file first: whether it can be written is better known before the story than after it. */
async function begin(file: string): Promise<void> {
  await writeFile(file, '').catch((error: Error) => {
    throw new NotPossible(
      `${file} cannot be written (${error.message}). Give another file after --json.`,
    );
  });
}

/** Plays, shows what came out, and says whether all that was expected was found. */
async function show(options: Options, to: Screen, start: StartLocal): Promise<0 | 1> {
  const begun = Date.now();
  if (options.json !== undefined) await begin(options.json);
  const { stage, found } =
    options.repo === undefined
      ? await playSample(to, start)
      : { stage: await playOwn(ownRepository(options, options.repo), to, start), found: [] };
  const { github, weir, owner, repo } = stage.local;
  to.line();
  finalTable(stage.seen, to);
  if (options.json !== undefined) {
    await writeFile(options.json, `${JSON.stringify(await github.snapshot(), null, 2)}\n`);
  }
  if (options.once) everything(stage.seen, to);
  const missing = found.some((finding) => !finding.found);
  if (missing || (options.once && found.length > 0)) findings(found, to);
  to.line();
  to.line(to.colours.dim(`Told in ${((Date.now() - begun) / 1000).toFixed(1)} s.`));
  if (!options.once) {
    const page = `${github.url}/${owner}/${repo}`;
    to.line(`Browse the pull requests and what Weir wrote: ${to.colours.bold(page)}`);
    const dashboard = `${weir.url}/${owner}/${repo}`;
    to.line(`What to merge next, on Weir's own dashboard: ${to.colours.bold(dashboard)}`);
    to.line('Everything goes on running until you press Ctrl-C.');
  }
  return missing ? 1 : 0;
}

async function playSample(
  to: Screen,
  start: StartLocal,
): Promise<{ stage: Stage; found: Finding[] }> {
  to.line(to.colours.bold('Weir: who still has to approve, and which branches will collide'));
  to.say(
    `A week at ${OWNER}/${NAME}, an invented Rust project with five workstreams. The GitHub it happens on runs on this machine; git, the webhooks and Weir are the real ones.`,
  );
  const local = await to.during('A GitHub and Weir start on this machine', () =>
    start({
      owner: OWNER,
      repo: NAME,
      users: people.map(({ login, name }) => ({ login, name })),
      members: people
        .filter(({ permission }) => permission !== 'read')
        .map(({ login, permission }) => ({
          login,
          role: permission === 'admin' ? ('admin' as const) : ('member' as const),
        })),
      teams,
    }),
  );
  await importSample(local.clone);
  const stage = setStage(local);
  const found: Finding[] = [];
  for (const step of steps) found.push(...(await tell(step, stage, to)));
  return { stage, found };
}

function ownRepository({ base, heads }: Options, dir: string): OwnRepository {
  return { dir, heads, ...(base === undefined ? {} : { base }) };
}

const here: Surroundings = {
  out: process.stdout,
  err: process.stderr,
  stopped: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    }),
};
