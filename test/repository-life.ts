/** A repository in memory with two pull requests: what people do to it, and the webhooks that tell of it. */
import type { Deps, OpenHead, Review } from '#src/ports.ts';
import { fakeDeps, pullRequest, REPO } from './fakes.ts';

export const PEOPLE = ['bob', 'carol', 'dave', 'zoe'] as const;
const plan = (also: string) => `version: 1
target: main
roles: { storage-lead: [bob, dave], arch-lead: [carol, "@acme/arch"], qa-lead: [zoe, dave] }
approval: { request_reviews: false }
workstreams:
  storage: { also: { heads: ["storage/*"] }, approvals: [storage-lead, arch-lead${also}] }
  docs: { approvals: [qa-lead] }
`;

export const REVIEWS = ['approve', 'veto', 'comment', 'dismiss'] as const;
export const CHANGES = ['push', 'meet', 'draft', 'body', 'base', 'close', 'team', 'plan'] as const;
export interface Act {
  kind: (typeof REVIEWS)[number] | (typeof CHANGES)[number];
  by: (typeof PEOPLE)[number];
  /** Which of the two pull requests. */
  at: 0 | 1;
}
export type Webhook = [name: string, payload: Record<string, unknown>];

/** Two pull requests, and what people do to them; each act answers with the webhook that tells of it. */
export function createWorld() {
  let id = 0;
  let text = plan('');
  const team = new Set<string>(['dave']);
  const pulls = [11, 12].map((number) => ({
    number,
    branch: `storage/${number}`,
    base: 'main',
    head: `c${number}`,
    body: '',
    draft: false,
    open: true,
    reviews: [] as Review[],
  }));
  const shell = { installation: { id: REPO.installation }, repository: repository() };

  const told = (name: string, action: string, pull: (typeof pulls)[number], more = {}): Webhook => {
    const { number, head } = pull;
    const sent = { number, head: { sha: head }, updated_at: '2025-07-07T08:00:00Z' };
    return [name, { ...shell, action, sender: { login: 'kim' }, pull_request: sent, ...more }];
  };

  /** GitHub does not say more of a team than that it changed. */
  const teamTold = (): Webhook => ['membership', { ...shell, action: 'added' }];

  function act({ kind, by, at }: Act): Webhook | null {
    id++;
    const pull = pulls[at] as (typeof pulls)[number];
    const other = pulls[1 - at] as (typeof pulls)[number];
    const reviewed = (state: Review['state']) => {
      const submittedAt = new Date(Date.UTC(2025, 6, 7, 8, 0, id)).toISOString();
      const commit = pull.head;
      pull.reviews = [
        ...pull.reviews,
        { id, user: by, userType: 'User', state, commit, submittedAt },
      ];
      return told('pull_request_review', 'submitted', pull, {
        review: { id, state: state.toLowerCase() },
      });
    };
    const moved = (to: string) => {
      const before = pull.head;
      pull.head = to;
      return told('pull_request', 'synchronize', pull, { before, after: to });
    };
    switch (kind) {
      case 'approve':
        return reviewed('APPROVED');
      case 'veto':
        return reviewed('CHANGES_REQUESTED');
      case 'comment':
        return reviewed('COMMENTED');
      case 'dismiss': {
        const last = pull.reviews.findLast(({ state }) => state !== 'DISMISSED');
        if (!last) return null;
        pull.reviews = pull.reviews.map((each) =>
          each === last ? { ...each, state: 'DISMISSED' } : each,
        );
        return told('pull_request_review', 'dismissed', pull, {
          review: { id: last.id, state: 'dismissed' },
        });
      }
      case 'push':
        return moved(`c${id}`);
      // One commit is the head of both.
      case 'meet':
        return pull.head === other.head ? null : moved(other.head);
      case 'draft':
        pull.draft = !pull.draft;
        return told('pull_request', pull.draft ? 'converted_to_draft' : 'ready_for_review', pull);
      case 'body':
        pull.body = pull.body === '' ? 'Workstream: docs' : '';
        return told('pull_request', 'edited', pull);
      case 'base':
        pull.base = pull.base === 'main' ? 'release' : 'main';
        return told('pull_request', 'edited', pull);
      case 'close':
        pull.open = !pull.open;
        return told('pull_request', pull.open ? 'reopened' : 'closed', pull);
      case 'team':
        if (!team.delete(by)) team.add(by);
        return teamTold();
      case 'plan':
        text = text === plan('') ? plan(', qa-lead') : plan('');
        return ['push', { ...shell, ref: 'refs/heads/main', after: `m${id}`, deleted: false }];
    }
  }

  /** What is there now; `meanwhile` happens once, between two reads. */
  function deps(remembered: Map<string, string[]>, meanwhile = () => {}): Deps {
    let happen = meanwhile;
    const interrupt = () => {
      const now = happen;
      happen = () => {};
      now();
    };
    const fakes = fakeDeps({ heads: [], postedBefore: true, branches: { release: 'R' } });
    const heads = (): OpenHead[] =>
      pulls
        .filter(({ open }) => open)
        .map(({ number, branch, head, base, body, draft }) => ({
          ref: branch,
          branch,
          oid: head,
          pullRequest: pullRequest(number, { author: 'kim', base, body, draft }),
        }));
    const find = (number: number) => pulls.find((each) => each.number === number);
    return {
      ...fakes,
      forge: {
        ...fakes.forge,
        async pullRequests() {
          const found = heads();
          interrupt();
          return found;
        },
      },
      git: {
        ...fakes.git,
        readFile: async () => ({ state: 'found', text, oid: 'PLAN' }),
        history: async (_repo, _base, head) => ({ state: 'whole', list: [commitOf(head)] }),
      },
      reviews: {
        ...fakes.reviews,
        headOf: async (_repo, number) => find(number)?.head ?? null,
        async reviews(_repo, number) {
          const list = find(number)?.reviews ?? [];
          interrupt();
          return { state: 'whole', list };
        },
        authorship: async (_repo, number) => ({
          state: 'whole',
          list: [find(number)?.head ?? ''].map((oid) => ({
            oid,
            author: 'kim',
            committer: 'kim',
            committedViaWeb: false,
            emails: { author: null, committer: null },
          })),
        }),
        async team(_repo, name) {
          const members = remembered.get(name) ?? [...team];
          remembered.set(name, members);
          return { state: 'found', id: 1, members };
        },
      },
    };
  }
  const openHeads = () => pulls.filter(({ open }) => open).map(({ head }) => head);
  return { act, teamTold, deps, openHeads };
}

function repository() {
  return { id: REPO.id, name: REPO.name, owner: { login: REPO.owner } };
}

function commitOf(oid: string) {
  const address = { authorEmail: '', committerEmail: '' };
  return { oid, parents: ['M'], ...address, coAuthors: [], subject: oid, isBaseMerge: false };
}
