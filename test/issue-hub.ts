/** The part of GitHub that issues live in, in memory, with what can go wrong: it lists late, and it is cut off. */
import type { ApplyOptions } from '#src/adapters/apply.ts';
import type { Posted, PostedRecord } from '#src/adapters/store/posted.ts';
import type { Issue, IssueForge } from '#src/ports/issues.ts';

export const HUB_APP_ID = 42;
export const HUB_BOT = 'weir[bot]';

export interface HubIssue {
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  labels: string[];
  login: string;
  createdAt: number;
  comments: { id: number; login: string; body: string }[];
}

export interface IssueHub {
  issues: HubIssue[];
  /** One line for each request. */
  requests: string[];
  pinned: number[];
  sent: { event: string; payload: unknown }[];
  /** Issues younger than this are not listed yet. */
  lagMs: number;
  /** Told each request before and after it takes effect; what it throws reaches the caller. */
  onRequest(name: string, when: 'before' | 'after'): void;
  open(over: Partial<HubIssue>): HubIssue;
  /** The same issues, read. */
  forge: IssueForge;
  github: ApplyOptions['github'];
}

const AT = new Date(0).toISOString();

const failure = (status: number, message: string): Error =>
  Object.assign(new Error(message), { status });

/** @param now the clock of GitHub, in milliseconds */
export function issueHub(now: () => number): IssueHub {
  const comments = () => hub.issues.flatMap((issue) => issue.comments);
  let lastId = 100;
  const open = (over: Partial<HubIssue>): HubIssue => {
    const issue: HubIssue = {
      number: hub.issues.length + 1,
      title: '',
      body: '',
      state: 'open',
      labels: [],
      login: HUB_BOT,
      createdAt: now(),
      comments: [],
      ...over,
    };
    hub.issues.push(issue);
    return issue;
  };
  const shown = ({ number, title, body, state, labels, login }: HubIssue) => ({
    number,
    title,
    body,
    state,
    labels: labels.map((name) => ({ name })),
    user: { login },
    html_url: `https://github.example/acme/river/issues/${number}`,
    node_id: `I_${number}`,
    created_at: AT,
  });
  const commented = ({ id, login, body }: { id: number; login: string; body: string }) => ({
    id,
    body,
    html_url: `https://github.example/c/${id}`,
    user: { login },
  });
  const find = (number: number): HubIssue => {
    const issue = hub.issues.find((each) => each.number === number);
    if (!issue) throw failure(404, 'Not Found');
    return issue;
  };
  const request =
    <P, T>(name: (given: P) => string, work: (given: P) => T) =>
    async (given: P): Promise<{ data: T }> => {
      const line = name(given);
      hub.requests.push(line);
      hub.onRequest(line, 'before');
      // What is answered later may not change it.
      const data = JSON.parse(JSON.stringify(work(given))) as T;
      hub.onRequest(line, 'after');
      return { data };
    };
  const issueApi = {
    get: request(
      ({ issue_number: n }: { issue_number: number }) => `get #${n}`,
      ({ issue_number }) => shown(find(issue_number)),
    ),
    create: request(
      (_: { title: string; body: string; labels: string[] }) => 'create issue',
      ({ title, body, labels }) => shown(open({ title, body, labels: [...labels] })),
    ),
    update: request(
      ({ issue_number: n, ...more }: { issue_number: number } & Partial<HubIssue>) =>
        `update #${n}: ${Object.keys(more)
          .filter((key) => !['owner', 'repo', 'state_reason'].includes(key))
          .join(', ')}`,
      ({ issue_number, title, body, state }) => {
        const changes = { title, body, state };
        const given = Object.entries(changes).filter(([, value]) => value !== undefined);
        return shown(Object.assign(find(issue_number), Object.fromEntries(given)));
      },
    ),
    addLabels: request(
      ({ issue_number: n, labels }: { issue_number: number; labels: string[] }) =>
        `label #${n} ${labels.join(', ')}`,
      ({ issue_number, labels }) => find(issue_number).labels.push(...labels),
    ),
    listForRepo: request(
      ({ labels, creator }: { labels?: string; creator?: string }) => `list ${labels ?? creator}`,
      ({ labels, creator }) =>
        hub.issues
          .filter((issue) => labels === undefined || issue.labels.includes(labels))
          .filter((issue) => creator === undefined || issue.login === creator)
          .filter(({ createdAt }) => createdAt + hub.lagMs <= now())
          .map(shown)
          .reverse(),
    ),
    createComment: request(
      ({ issue_number: n }: { issue_number: number; body: string }) => `comment on #${n}`,
      ({ issue_number, body }) => {
        const comment = { id: ++lastId, login: HUB_BOT, body };
        find(issue_number).comments.push(comment);
        return commented(comment);
      },
    ),
    getComment: request(
      ({ comment_id }: { comment_id: number }) => `get comment ${comment_id}`,
      ({ comment_id }) => {
        const found = comments().find(({ id }) => id === comment_id);
        if (!found) throw failure(404, 'Not Found');
        return commented(found);
      },
    ),
    updateComment: request(
      ({ comment_id }: { comment_id: number; body: string }) => `update comment ${comment_id}`,
      ({ comment_id, body }) => {
        const found = comments().find(({ id }) => id === comment_id);
        if (!found) throw failure(404, 'Not Found');
        return commented(Object.assign(found, { body }));
      },
    ),
    listComments: request(
      ({ issue_number: n }: { issue_number: number }) => `list comments of #${n}`,
      ({ issue_number }) => find(issue_number).comments.map(commented),
    ),
  };
  const octokit = {
    rest: {
      issues: issueApi,
      repos: {
        createDispatchEvent: request(
          ({ event_type }: { event_type: string; client_payload: unknown }) =>
            `dispatch ${event_type}`,
          ({ event_type, client_payload }) =>
            hub.sent.push({ event: event_type, payload: client_payload }),
        ),
      },
    },
    paginate: {
      async *iterator(list: (given: object) => Promise<{ data: unknown[] }>, given: object) {
        yield await list(given);
      },
    },
    async graphql(text: string, { id }: { id?: string }) {
      hub.requests.push(id === undefined ? 'count pins' : `pin ${id}`);
      hub.onRequest('graphql', 'before');
      if (id !== undefined) hub.pinned.push(Number(id.slice(2)));
      return text.startsWith('query')
        ? { repository: { pinnedIssues: { totalCount: hub.pinned.length } } }
        : {};
    },
  };
  const client = () => octokit as never;
  const read = ({ number, title, body, state, labels, login }: HubIssue): Issue => ({
    number,
    title,
    body,
    state,
    author: login,
    own: login === HUB_BOT,
    labels,
    createdAt: AT,
    updatedAt: AT,
    closedAt: null,
    url: `https://github.example/acme/river/issues/${number}`,
  });
  const hub: IssueHub = {
    issues: [],
    requests: [],
    pinned: [],
    sent: [],
    lagMs: 0,
    onRequest() {},
    open,
    forge: {
      own: async (_repo, { label, key }, most) => ({
        state: 'whole',
        list: hub.issues
          .filter(
            ({ labels, login, body }) =>
              login === HUB_BOT &&
              (labels.includes(label) || body.includes(`weir:issue:${HUB_APP_ID}:${key}`)),
          )
          .map(read)
          .reverse()
          .slice(0, most),
      }),
      issue: async (_repo, number) =>
        hub.issues.filter((issue) => issue.number === number).map(read)[0] ?? null,
      comment: async () => null,
      comments: async (_repo, number) => {
        if (!hub.issues.some((issue) => issue.number === number)) {
          return { state: 'partial', reason: `GitHub knows no #${number} here` };
        }
        return {
          state: 'whole',
          list: find(number).comments.map(({ id, login, body }) => ({
            id,
            author: login,
            own: login === HUB_BOT,
            body,
            createdAt: AT,
            updatedAt: AT,
            url: `https://github.example/c/${id}`,
          })),
        };
      },
    },
    github: {
      appId: HUB_APP_ID,
      writer: client,
      contents: client,
      botLogin: async () => HUB_BOT,
    },
  };
  return hub;
}

/** What was posted, kept in memory. */
export function postedInMemory(): Posted & { rows: Map<string, PostedRecord> } {
  const rows = new Map<string, PostedRecord>();
  return {
    rows,
    hasPosted: async () => false,
    find: async (repoId, key) => rows.get(`${repoId} ${key}`) ?? null,
    save: async (repoId, key, record) => void rows.set(`${repoId} ${key}`, { ...record }),
    remove: async (repoId, key) => void rows.delete(`${repoId} ${key}`),
    urls: async () => new Map(),
    removeChecks: async () => {},
  };
}
