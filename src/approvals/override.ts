/** `/override approvals REASON`: a break-glass decision, bound to the commit that its author had before them. */
import { type CommandJob, reactTo, replyTo } from '../jobs.ts';
import { code, listWords, type Markdown, text } from '../markdown.ts';
import type { Plan } from '../plan/schema.ts';
import type { Deps, Run } from '../ports.ts';
import type { OverrideFact } from './facts.ts';
import { judgePull, type OpenPull, readSurroundings, type Surroundings } from './gather.ts';
import type { JudgedPull } from './report.ts';
import { judgeApprovals } from './run.ts';

/** Records the override if its author may give it, judges the approvals again, and answers either way. */
export async function* answerOverride(job: CommandJob, deps: Deps): Run {
  const around = await readSurroundings(job.repo, deps);
  const decision = await decide(job, around, deps);
  if ('refused' in decision) {
    yield [
      ...reactTo(job, 'confused'),
      replyTo(job, `Nothing was overridden: ${decision.refused}`),
    ];
    return;
  }
  const { pull, override } = decision;
  const { by, commit, reason } = override;
  deps.log.warn(
    { repo: job.repo.id, pull: pull.number, by, commit, reason },
    'approvals were overridden',
  );
  const { repo } = job;
  yield [
    ...reactTo(job, '+1'),
    { kind: 'override', repo, override: { number: pull.number, ...override } },
  ];
  yield* judgeApprovals({ kind: 'approvals', repo, about: { commit } }, deps);
  yield [replyTo(job, answer(pull, override))];
}

type Decision = { refused: Markdown } | { pull: JudgedPull; override: OverrideFact };

async function decide(job: CommandJob, around: Surroundings, deps: Deps): Promise<Decision> {
  const [what = '', reason = ''] = job.call.args;
  if (what.toLowerCase() !== 'approvals' || reason === '') {
    const only = reason === '' ? '' : 'only approvals can be overridden, and ';
    return {
      refused: `${only}a reason is needed. Write ${code('/override approvals REASON')} on a line of its own, with the reason in words; it is shown on the check.`,
    };
  }
  const pull = around.pulls.find(({ pullRequest }) => pullRequest.number === job.issue);
  if (!pull) {
    return { refused: 'this is not an open pull request. Comment on the one that has to pass.' };
  }
  const { state, target } = around.reading;
  if (state.kind !== 'valid') {
    return {
      refused: `the plan on ${code(target.ref)} ${state.kind === 'absent' ? 'does not exist' : 'is not valid'}, so nobody holds a role that may override. Mend the plan there first.`,
    };
  }
  if (state.plan.approval.override_roles.length === 0) {
    return {
      refused: `the plan on ${code(target.ref)} gives nobody the right to. Name roles under ${code('approval.override_roles')} there.`,
    };
  }
  return judgeOverride(job, { plan: state.plan, pull, reason }, around, deps);
}

async function judgeOverride(
  job: CommandJob,
  { plan, pull, reason }: { plan: Plan; pull: OpenPull; reason: string },
  around: Surroundings,
  deps: Deps,
): Promise<Decision> {
  const pushes = await deps.ledger.pushes(job.repo, [pull.oid]);
  // Whoever wrote the comment had another commit before them.
  if (pushes.some(({ at }) => Date.parse(at) >= Date.parse(job.at))) {
    return {
      refused: `${code(pull.oid.slice(0, 12))} was pushed after the comment was written. Look at it, then write the command again.`,
    };
  }
  const override = { by: job.author, commit: pull.oid, reason, at: job.at };
  const judged = await judgePull(plan, around, pull, deps, override);
  if (judged.required.length === 0) {
    return {
      refused: 'no role has to approve this pull request.',
    };
  }
  const { result } = judged;
  if (isComplete(judged)) {
    return { refused: 'everybody who has to approve did.' };
  }
  if (result.override?.holds) return { pull: judged, override };
  return { refused: whyNot(job.author, judged) };
}

function isComplete({ result }: JudgedPull): boolean {
  const { roles, vetoes, unattributed, problems } = result;
  const open = vetoes.length + unattributed.length + problems.length;
  return open === 0 && roles.every(({ satisfied }) => satisfied);
}

function whyNot(author: string, { result, overrideRoles }: JudgedPull): Markdown {
  const roles = listWords(overrideRoles.map((role) => code(role)));
  switch (result.override?.why) {
    case 'contributor': {
      const own = result.contributors.find(
        ({ user }) => user.toLowerCase() === author.toLowerCase(),
      );
      return `${text(author)} ${TOOK_PART[own?.why ?? 'commits']}. Ask somebody else who holds ${roles}.`;
    }
    case 'bot':
      return 'this is for people, not for bots.';
    default:
      return result.problems.length > 0
        ? `${text(author)} is not known to hold ${roles}, and not everything could be read. The check ${code('Weir / approvals')} says what to mend.`
        : `${text(author)} does not hold ${roles}. Ask somebody who does.`;
  }
}

const TOOK_PART = {
  author: 'opened this pull request',
  commits: 'has a part in its commits',
  pushed: 'pushed some of its commits',
} as const;

function answer({ draft, result }: JudgedPull, { by, commit, reason }: OverrideFact): Markdown {
  const missing = result.roles.filter(({ satisfied }) => !satisfied).map(({ role }) => code(role));
  const without = missing.length === 0 ? '' : `, without ${listWords(missing)}`;
  const first = `${text(by)} overrode the approvals of ${code(commit.slice(0, 12))}${without}: “${text(reason)}”.`;
  const next = 'The next push ends it; the check shows who did this and why.';
  if (result.problems.length > 0 && result.state === 'error') {
    return `${first} The check stays red until everything can be read; it says what to mend. ${next}`;
  }
  return draft
    ? `${first} A draft is never green: mark the pull request as ready for review. ${next}`
    : `${first} ${next}`;
}
