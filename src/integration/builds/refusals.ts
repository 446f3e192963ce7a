/** Why `/integrate build` pushed nothing, and what to do instead. */
import { bullets, code, listWords, type Markdown, plural, prose } from '../../markdown.ts';
import { PLAN_PATH } from '../../plan/parse.ts';
import type { ChainOutcome, LeftOut, TrialHead } from '../../ports.ts';
import { nameOf } from './render.ts';

export function refuseByPlan(target: string, plan: 'absent' | 'broken' | 'valid'): Markdown {
  const why =
    plan === 'valid'
      ? `the plan on ${code(target)} does not allow trial builds`
      : `there is no ${plan === 'absent' ? '' : 'valid '}plan on ${code(target)} that allows trial builds`;
  return `Nothing was built: ${why}. To allow them, set ${code('integration.trial_builds.allow: true')} in ${code(PLAN_PATH)} there; the App needs ${code('contents: write')} for it, and CI has to run on pushes to ${code('weir/trial/**')}.`;
}

export function refuseHere(target: string): Markdown {
  return `Nothing was built: this is no open pull request into ${code(target)} or into the branch of a workstream. Comment \`/integrate build\` on one, or here \`/integrate build all\` or \`/integrate build with NAME...\`.`;
}

export function refuseEmpty(target: string): Markdown {
  return `Nothing was built: no open head can land on ${code(target)} as it is. \`/integrate all\` says what each waits for.`;
}

export function refuseUnknownCommits(commits: readonly string[]): Markdown {
  const many = commits.length > 1;
  return `Nothing was built: ${listWords(
    commits.map((oid) => code(oid.slice(0, 12))),
    3,
  )} ${many ? 'are no heads' : 'is no head'} now. A push has replaced ${many ? 'them' : 'it'}, or ${many ? 'they were' : 'it was'} mistyped; look at what is there now, and name that.`;
}

/** Heads of forks that nobody has vouched for. */
export function refuseUnbound(heads: readonly LeftOut[]): Markdown {
  const items = heads.map((head) => {
    const why =
      head.why === 'pushed-since'
        ? 'was pushed after the comment was written'
        : 'was pushed at a time that Weir did not see';
    return `${nameOf(head)}: ${code(head.oid.slice(0, 12))} ${why}.`;
  });
  const line = `/integrate build ${heads.map(({ oid }) => oid).join(' ')}`;
  return [
    'Nothing was built. CI would run the commits of forks with the rights of this repository, so they are built only as somebody who can write here has seen them:',
    bullets(items),
    `Look at ${heads.length === 1 ? 'it' : 'them'}, then comment \`/integrate build\` again, or name ${heads.length === 1 ? 'the commit' : 'the commits'}: \`${line}\`.`,
  ].join('\n\n');
}

export function refuseTooMany(running: number): Markdown {
  return `Nothing was built: ${plural(running, 'trial build')} of this repository ${running === 1 ? 'is' : 'are'} under way, and each costs CI time. Wait until one has ended, then comment again.`;
}

/** What came of merging, where it was not a branch. */
export function refuseChain(
  outcome: Exclude<ChainOutcome, { state: 'built' }>,
  heads: readonly TrialHead[],
  target: string,
): Markdown {
  const at = heads.findIndex(({ oid }) => oid === outcome.head);
  const head = heads[at];
  const name = head ? nameOf(head) : code(outcome.head.slice(0, 7));
  const before = heads.slice(0, Math.max(0, at)).map(nameOf);
  const onto = before.length === 0 ? code(target) : `${code(target)} with ${listWords(before, 5)}`;
  if (outcome.state === 'undetermined') {
    return `Nothing was built: ${name} could not be merged onto ${onto}: ${prose(outcome.reason)}. Nothing was pushed; comment again later, or name the other heads after \`/integrate build with\`.`;
  }
  const files = listWords(outcome.paths.map(code), 10);
  return `Nothing was built: ${name} conflicts with ${onto}, in ${files}. Nothing was pushed. Resolve that in ${name} first, or name the heads that merge after \`/integrate build with\`.`;
}

export function refuseDefinitions(paths: readonly string[], target: string): Markdown {
  return `Nothing was built: the merge would bring changed workflows or actions that are not on ${code(target)} yet: ${listWords(paths.map(code), 10)}. On a branch of this repository they would run with its rights and secrets, so Weir does not push them. Land them on ${code(target)} by a pull request of their own first, or name heads without them after \`/integrate build with\`.`;
}

/** @param reason what GitHub said */
export function refusePush(reason: string): Markdown {
  return `Nothing was built: the branch could not be pushed. ${prose(reason)}`;
}
