/** What Weir answers to `/integrate build`: one comment that follows the build to its end. */
import { trialBranch } from '../../effects.ts';
import {
  bullets,
  code,
  details,
  fitSections,
  link,
  listWords,
  type Markdown,
  plural,
  prose,
  type Section,
  table,
  text,
} from '../../markdown.ts';
import type { LeftOut, Trial, TrialBuild, TrialHead } from '../../ports.ts';
import type { Verdict } from './search.ts';

const MOST_BYTES = 60_000;
const MOST_LISTED = 30;

/** The comment. `verdict` is null while the build goes on. */
export function renderBuild(build: TrialBuild, verdict: Verdict | null): Markdown {
  const sections: Section[] = [
    { markdown: `**${headline(build, verdict)}**`, priority: 9 },
    { markdown: nextSentence(build, verdict), priority: 9 },
    { markdown: headTable(build, verdict), priority: 8 },
  ];
  const ignored = build.redOnBase ?? [];
  if (ignored.length > 0) {
    const markdown = `${listWords(ignored.map(code), 10)} ${ignored.length === 1 ? 'fails' : 'fail'} on ${code(build.base.ref)} itself, so nobody here was judged by ${ignored.length === 1 ? 'it' : 'them'}.`;
    sections.push({ markdown, priority: 7 });
  }
  if (build.leftOut.length > 0) {
    sections.push({ markdown: leftOutList(build.leftOut), priority: 5 });
  }
  sections.push({ markdown: details('What was pushed', trialTable(build)), priority: 4 });
  const by = `Asked for by ${text(build.by)}; onto ${code(build.base.ref)} at ${code(short(build.base.oid))}.`;
  return fitSections([...sections, { markdown: by, priority: 6 }], MOST_BYTES);
}

function headline(build: TrialBuild, verdict: Verdict | null): Markdown {
  const all = plural(build.heads.length, 'head');
  const base = code(build.base.ref);
  if (build.stopped !== null) return `The trial build of ${all} onto ${base} was stopped.`;
  if (!verdict) return `A trial build of ${all} onto ${base} is under way.`;
  const { culprits, green, suspects, open } = verdict;
  if (culprits.length === 0 && green.length === build.heads.length) {
    return build.heads.length === 1
      ? `${named(build, 0)} is green on top of ${base}.`
      : `${build.heads.length === 2 ? 'Both heads' : `All ${all}`} are green together on top of ${base}.`;
  }
  if (culprits.length > 0) {
    return `${culprits.map((heads) => blame(build, heads)).join('; ')} on top of ${base}.`;
  }
  if (open === 'flaky') {
    return `The checks do not agree with themselves on top of ${base}: red, then green with the same commits.`;
  }
  if (suspects.length > 0)
    return `Red on top of ${base}: the culprit is among ${listed(build, suspects)}.`;
  return `Undetermined: ${reasonOf(build)}.`;
}

function blame(build: TrialBuild, heads: readonly number[]): Markdown {
  const names = listed(build, heads);
  if (heads.length === 1) return `${names} is red`;
  return heads.length === 2
    ? `${names} are green apart and red together`
    : `${names} are red together, and green without any one of them`;
}

/** Why the last trial says nothing. */
function reasonOf({ trials }: TrialBuild): Markdown {
  const result = trials.findLast((trial) => trial.result?.state === 'undetermined')?.result;
  return result?.state === 'undetermined' ? prose(result.reason) : 'the checks say nothing';
}

function nextSentence(build: TrialBuild, verdict: Verdict | null): Markdown {
  if (build.stopped !== null) return prose(build.stopped);
  if (!verdict) {
    const running = build.trials.find(({ result }) => result === null);
    const branch = running
      ? ` ${code(trialBranch(build.id, running.number))} holds ${listed(build, running.heads)}.`
      : '';
    return `Weir waits for the checks.${branch} This comment says what comes of it; there is nothing to do.`;
  }
  const { culprits, green, suspects, flaky, open } = verdict;
  const sentences: Markdown[] = [];
  for (const heads of culprits) {
    const fails = failing(build, heads);
    const what =
      fails === ''
        ? ''
        : `${fails} ${heads.length === 1 ? 'fails' : 'fails with them'}, seen twice. `;
    const last = named(build, heads.at(-1) as number);
    sentences.push(
      heads.length === 1
        ? `${what}**Next:** mend ${last}.`
        : `${what}**Next:** land the others first, then mend ${last} on top of them.`,
    );
  }
  if (culprits.length === 0 && open === null) {
    sentences.push('**Next:** land them in this order, once they are approved.');
  } else if (green.length > 0 && culprits.length > 0) {
    sentences.push(
      `${listed(build, green)} ${green.length === 1 ? 'is' : 'are'} green ${green.length === 1 ? 'by itself' : 'together'} and can land.`,
    );
  }
  if (open === 'flaky') {
    sentences.push(
      `Nobody is blamed: ${listed(build, flaky)} was red first and green the second time. **Next:** find the test that is not reliable, then comment \`/integrate build\` again.`,
    );
  }
  if (open === 'limit') {
    sentences.push(
      `The plan allows no more pushes. At least one ${culprits.length > 0 ? 'more ' : ''}head makes it red, among ${listed(build, suspects)}. **Next:** comment \`/integrate build with\` some of them.`,
    );
  }
  if (open === 'undetermined') {
    const among =
      suspects.length > 0
        ? ` Something is red among ${listed(build, suspects)}, but it could not be singled out: ${reasonOf(build)}.`
        : '';
    sentences.push(
      `${among} **Next:** see that CI runs on pushes to ${code('weir/trial/**')} and ends, then comment \`/integrate build\` again.`.trim(),
    );
  }
  return sentences.join(' ');
}

/** The checks that failed on exactly these heads. */
function failing(build: TrialBuild, heads: readonly number[]): Markdown {
  const key = heads.join(' ');
  const result = build.trials.findLast(
    (trial) => trial.heads.join(' ') === key && trial.result?.state === 'red',
  )?.result;
  if (result?.state !== 'red') return '';
  return listWords(result.checks.map(checkName), 5);
}

function checkName({ name, url }: { name: string; url: string | null }): Markdown {
  return url === null ? code(name) : link(code(name), url);
}

function headTable(build: TrialBuild, verdict: Verdict | null): Markdown {
  const rows = build.heads.map((head, at) => [
    String(at + 1),
    nameOf(head),
    head.workstreams.map(code).join(', '),
    code(short(head.oid)),
    standing(build, at, verdict),
  ]);
  return table(['', 'Head', 'Workstream', 'Commit', 'Result'], rows);
}

function standing(build: TrialBuild, at: number, verdict: Verdict | null): Markdown {
  if (build.stopped !== null) return '❔ stopped';
  if (!verdict) return '⏳ waiting';
  const culprit = verdict.culprits.find((heads) => heads.includes(at));
  if (culprit?.length === 1) return '❌ red by itself';
  if (culprit) {
    const others = culprit.filter((other) => other !== at);
    return `❌ red together with ${listed(build, others)}`;
  }
  const held = verdict.culprits
    .flatMap((heads) => heads.at(-1) ?? [])
    .filter((other) => build.heads[at]?.contains.includes(other));
  if (held.length > 0) return `❌ contains ${listed(build, held)}`;
  if (verdict.green.includes(at))
    return verdict.green.length > 1 ? '✅ green together' : '✅ green';
  if (verdict.flaky.includes(at)) return '❔ red, then green';
  if (verdict.suspects.includes(at)) return '❔ may be red';
  return '❔ undetermined';
}

function trialTable(build: TrialBuild): Markdown {
  const rows = build.trials.map((trial) => [
    code(trialBranch(build.id, trial.number)),
    listed(build, trial.heads),
    code(short(trial.tip)),
    outcome(trial),
  ]);
  return table(['Branch', 'Heads', 'Commit', 'Checks'], rows);
}

function outcome({ pushedAt, result }: Trial): Markdown {
  switch (result?.state) {
    case 'green':
      return `✅ ${plural(result.checks, 'check')} passed`;
    case 'red':
      return `❌ ${listWords(result.checks.map(checkName), 5)}`;
    case 'undetermined':
      return `❔ ${prose(result.reason)}`;
    default:
      return pushedAt === null ? '⏳ about to be pushed' : '⏳ waiting';
  }
}

const WHY: Readonly<Record<LeftOut['why'], string>> = {
  conflicts: 'conflicts with this pull request',
  'not-now': 'cannot land as it is now; `/integrate all` says why',
  'pushed-since': 'comes from a fork and was pushed after the comment was written',
  unproven: 'comes from a fork, and Weir did not see when its commit was pushed',
};

function leftOutList(heads: readonly LeftOut[]): Markdown {
  const items = heads.slice(0, MOST_LISTED).map((head) => `${nameOf(head)}: ${WHY[head.why]}.`);
  const more = heads.length - items.length;
  return `Left out:\n\n${bullets(items)}${more > 0 ? `\n\n… and ${plural(more, 'more head')}.` : ''}`;
}

function named(build: TrialBuild, at: number): Markdown {
  const head = build.heads[at];
  return head ? (head.number === null ? code(head.ref) : `#${head.number}`) : '?';
}

function listed(build: TrialBuild, heads: readonly number[]): Markdown {
  return listWords(
    heads.map((at) => named(build, at)),
    8,
  );
}

export function nameOf({ number, ref }: Pick<TrialHead, 'number' | 'ref'>): Markdown {
  return number === null ? code(ref) : `#${number} ${code(ref)}`;
}

function short(oid: string): string {
  return oid.slice(0, 7);
}
