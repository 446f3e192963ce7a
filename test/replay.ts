/** Plays a synthetic project on the local GitHub, hour by hour, and reads back everything that Weir has said. */
import { git } from '../demo/story/git.ts';
import type { Local } from '../demo/story/local.ts';
import { visibleText } from '../demo/story/visible.ts';
import { startReady } from './ready-database.ts';
import { firstFiles } from './replay-river.ts';
import { type CommitSpec, createRepository, type TestRepository } from './repo.ts';

const AT = { owner: 'acme', repo: 'river' };
const HOUR_S = 3_600;
const DAY_MS = 86_400_000;

export class Replay {
  readonly #local: Local;
  readonly #work: TestRepository;
  /** Seconds since 1970; commits are a minute apart and lie before now. */
  #clock = Math.floor(Date.now() / 1000) - 2 * HOUR_S;

  private constructor(local: Local, work: TestRepository) {
    this.#local = local;
    this.#work = work;
  }

  static async begin(): Promise<Replay> {
    const local = await startReady({
      ...AT,
      users: [{ login: 'alice' }, { login: 'kim' }],
      members: [{ login: 'alice', role: 'admin' }, 'kim'],
    });
    const start = new Date(Date.now() - 10 * DAY_MS).toISOString().slice(0, 10);
    const date = Math.floor(Date.now() / 1000) - 9 * 24 * HOUR_S;
    const work = createRepository({
      commits: [
        { branch: 'main', files: firstFiles(start), date },
        ...['storage', 'security'].map((name, at) => ({
          branch: `feature/${name}`,
          parents: ['main'],
          files: { [`crates/${name}/src/next.rs`]: 'pub fn next() {}\n' },
          date: date + 60 * (at + 1),
        })),
      ],
    });
    const replay = new Replay(local, work);
    await replay.push('main', 'feature/storage', 'feature/security');
    await replay.issue('Testing', '- [ ] Cover the integration paths');
    await replay.issue('Kernel', 'Where the kernel is told about.');
    return replay;
  }

  async end(): Promise<void> {
    await this.#local.close();
    this.#work.cleanup();
  }

  #rest(by: string) {
    return this.#local.github.as(by).rest;
  }

  async #git(...args: string[]): Promise<void> {
    const basic = Buffer.from(`x:${this.#local.github.tokenFor('alice')}`).toString('base64');
    await git(this.#work.dir, args, { authorization: `Basic ${basic}` });
  }

  async push(...branches: string[]): Promise<void> {
    await this.#git('push', '--quiet', this.#local.github.gitUrl(AT.owner, AT.repo), ...branches);
  }

  /** A commit on a branch, pushed. */
  async commit(branch: string, files: CommitSpec['files'], more: Partial<CommitSpec> = {}) {
    this.#clock += 60;
    this.#work.commit({ branch, files, date: this.#clock, message: `Work on ${branch}`, ...more });
    await this.push(branch);
  }

  /** A commit on main that edits the plan; each text must be there. */
  async plan(edits: [from: string, to: string][], branch = 'main'): Promise<void> {
    const path = '.github/workstreams.yml';
    const text = edits.reduce(
      (now, [from, to]) => {
        if (!now.includes(from)) throw new Error(`the plan does not say: ${from}`);
        return now.replace(from, to);
      },
      this.#work.git('show', `main:${path}`),
    );
    await this.commit(branch, { [path]: text }, branch === 'main' ? {} : { parents: ['main'] });
  }

  /** Takes over what was merged on GitHub. */
  async pull(branch: string): Promise<void> {
    const url = this.#local.github.gitUrl(AT.owner, AT.repo);
    await this.#git('fetch', '--quiet', url, `+refs/heads/${branch}:refs/heads/${branch}`);
  }

  async open(by: string, head: string, title: string, base = 'main', body = ''): Promise<number> {
    const { data } = await this.#rest(by).pulls.create({ ...AT, head, base, title, body });
    return data.number;
  }

  /** Closes what is open from these branches, so that later hours have less to merge. */
  async close(prefix: string): Promise<void> {
    const { pulls } = this.#rest('alice');
    const { data } = await pulls.list({ ...AT, state: 'open', per_page: 100 });
    for (const { number, head } of data) {
      if (!head.ref.startsWith(prefix)) continue;
      await pulls.update({ ...AT, pull_number: number, state: 'closed' });
    }
  }

  async merge(number: number): Promise<void> {
    await this.#rest('alice').pulls.merge({ ...AT, pull_number: number });
  }

  async issue(title: string, body: string): Promise<void> {
    await this.#rest('alice').issues.create({ ...AT, title, body });
  }

  async edit(issue: number, body: string): Promise<void> {
    await this.#rest('kim').issues.update({ ...AT, issue_number: issue, body });
  }

  async say(by: string, issue: number, body: string): Promise<void> {
    await this.#rest(by).issues.createComment({ ...AT, issue_number: issue, body });
  }

  /** Lets an hour go by and asks for the report; gives everything that Weir says then, as a reader sees it. */
  async hourLater(): Promise<string> {
    await this.#local.settle();
    await this.#local.weir.passTime(HOUR_S * 1000);
    await this.say('alice', 1, '/report');
    await this.#local.settle();
    return this.#everything();
  }

  async #everything(): Promise<string> {
    const { issues, pulls, checks } = this.#rest('alice');
    const { data: reports } = await issues.listForRepo({ ...AT, labels: 'weir-report' });
    const [latest] = reports.sort((a, b) => b.number - a.number);
    const { data: open } = await pulls.list({ ...AT, state: 'open', per_page: 100 });
    const outputs = await Promise.all(
      open.map(async ({ number, head }) => {
        const { data } = await checks.listForRef({ ...AT, ref: head.sha, per_page: 100 });
        return data.check_runs.flatMap(({ name, output }) => [
          `${name} on #${number}: ${output.title}`,
          output.summary,
          output.text,
        ]);
      }),
    );
    return [latest?.body, ...outputs.flat()]
      .map((markdown) => visibleText((markdown ?? '').replace(/<!--.*?-->/gs, '')))
      .join('\n');
  }
}
