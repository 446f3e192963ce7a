/** The comment behind the Explain button: what was merged with what, and how to see it on a clone. */

import {
  bullets,
  code,
  codeBlock,
  fitSections,
  heading,
  type Markdown,
  plural,
  type Section,
} from '../markdown.ts';
import { affairsOf, type Meeting, meetingsOf } from './meetings.ts';
import { landingAdvice, nextStep } from './next-step.ts';
import { findingMarkdown } from './render-finding.ts';
import {
  ALL_OF_IT,
  besideInWords,
  leftOutInWords,
  othersAlone,
  sameAsBase,
  who,
} from './render-meeting.ts';
import type { Forecast, Head } from './report.ts';
import { reasonOf } from './undetermined.ts';
import { isOnlyWorse, verdictMarkdown } from './verdict.ts';
import { isHead, type View, viewOf } from './view.ts';

const MOST_BYTES = 60_000;
const MOST_FINDINGS = 10;

/** Explains every meeting of one head that is not clean, with commands of plain git that show the same. */
export function renderExplain(forecast: Forecast, head: Head): Markdown {
  const view = viewOf(forecast);
  const meetings = meetingsOf(view, [head]);
  const { own: colliding, asBase, others, leftOut } = affairsOf(meetings);
  const same = asBase.length;
  const clean = meetings.length - colliding.length - same - others.length - leftOut.length;
  const sections: Section[] = [
    { markdown: `**${verdictMarkdown(view, head, meetings)}**`, priority: 9 },
    { markdown: nextStep(view, head, meetings), priority: 9 },
    ...colliding.map((meeting, at) => ({
      markdown: explained(view, meeting),
      priority: -at,
    })),
    ...(same > 0 ? [{ markdown: sameAsBase(view, same), priority: 8 }] : []),
    ...(leftOut.length > 0 ? [{ markdown: leftOutInWords(view, leftOut), priority: 8 }] : []),
    ...(others.length > 0 ? [{ markdown: othersAlone(view, others), priority: 8 }] : []),
    { markdown: closing(view, clean), priority: 8 },
  ];
  return fitSections(sections, MOST_BYTES, 'The check run lists every one.');
}

function explained(view: View, meeting: Meeting): Markdown {
  const { findings, other } = meeting;
  const told = findings
    .slice(0, MOST_FINDINGS)
    .map((finding) => findingMarkdown(finding, meeting, { repoUrl: null, most: MOST_FINDINGS }));
  const left = findings.length - told.length;
  const items = [
    ...told,
    ...(left > 0 ? [`… and ${plural(left, 'more finding')}. ${ALL_OF_IT}`] : []),
    ...besideInWords(meeting, code),
  ];
  const list = items.length > 0 ? [bullets(items)] : [];
  const lines = [...merges(view, meeting), ...differences(view, meeting)];
  const shown =
    lines.length > 0 ? ['To see it on your clone:', codeBlock(lines.join('\n'), 'sh')] : [];
  return [
    heading(4, `With ${who(other)}`),
    asked(view, meeting),
    ...list,
    ...shown,
    green(view, meeting),
  ].join('\n\n');
}

/** The question that git was asked. */
function asked({ forecast }: View, meeting: Meeting): Markdown {
  const { own, other, outcome, pair } = meeting;
  const base = code(forecast.base.ref);
  const answer =
    pair.verdict === 'clean' ? ' It does; what is told here is not about text that collides.' : '';
  const unknown =
    outcome === 'undetermined'
      ? ` ${pair.verdict === 'clean' ? 'The rest' : 'It'} could not be answered: ${reasonOf(meeting).long}`
      : '';
  const question =
    pair.basis === 'landing' && isHead(other)
      ? `Asked: once one of the two has landed on ${base}, does the other still merge?`
      : `Asked: does ${code(own.ref)} merge with ${code(other.ref)}?`;
  return `${question}${isSquashOnly(meeting) ? '' : answer}${unknown}`;
}

/** A conflict only where the first of the two is squash-merged. */
function isSquashOnly({ pair, findings }: Meeting): boolean {
  return pair.verdict === 'clean' && findings.some(({ detector }) => detector === 'textual');
}

/**
 * Trial merges that show what git found; none where the text merges. With object ids only: a branch name could be
 * anything, also something a shell would run.
 */
function merges({ forecast }: View, meeting: Meeting): string[] {
  const { own, other, pair } = meeting;
  if (pair.verdict === 'clean' && !isSquashOnly(meeting)) return [];
  const [m, a, b] = [forecast.base.oid, own.oid, other.oid];
  const merge = 'git merge-tree --write-tree --messages';
  if (pair.basis === 'direct' || !isHead(other)) {
    return [`git fetch origin ${a} ${b}`, `${merge} ${b} ${a}`];
  }
  const landsBy = isSquashOnly(meeting) ? 'squash' : forecast.landsBy;
  const parents = landsBy ? () => `-p ${m}` : (oid: string) => `-p ${m} -p ${oid}`;
  const how = landsBy ? { squash: ', squashed', rebase: ', rebased' }[landsBy] : '';
  const landed = (oid: string) =>
    `landed=$(git commit-tree ${parents(oid)} -m landed "$(git merge-tree --write-tree ${m} ${oid})")`;
  return [
    `git fetch origin ${m} ${a} ${b}`,
    `# the other lands first${how}`,
    landed(b),
    `${merge} "$landed" ${a}`,
    `# this lands first${how}`,
    landed(a),
    `${merge} "$landed" ${b}`,
  ];
}

/** What detectors tell of by reading files. Who waits, and results of benchmarks, stand in no file. */
const IN_FILES = new Set(['api', 'dependency', 'contract']);
/** A shell takes such a path for what it is. */
const PLAIN_PATH = /^[\w./@+-]+$/;
const MOST_PATHS = 10;

/** Where the text merges: what each side has changed in the files that are told of. */
function differences({ forecast }: View, { own, other, pair, findings }: Meeting): string[] {
  if (pair.verdict !== 'clean') return [];
  const base = forecast.base.oid;
  const places = findings
    .filter(({ detector }) => IN_FILES.has(detector))
    .flatMap((finding) => finding.places);
  const lines = [own, other].flatMap((side) => {
    const paths = new Set(places.filter(({ head }) => head === side.ref).map(({ path }) => path));
    const shown = [...paths].filter((path) => PLAIN_PATH.test(path)).slice(0, MOST_PATHS);
    if (shown.length === 0) return [];
    // What the base itself has changed counts from where this head has left it.
    const [from, to] = side.oid === base ? [own.oid, base] : [base, side.oid];
    return [`git diff ${from}...${to} -- ${shown.join(' ')}`];
  });
  const oids = [...new Set([base, own.oid, other.oid])];
  return lines.length > 0 ? [`git fetch origin ${oids.join(' ')}`, ...lines] : [];
}

/** What would make this pair clean. */
function green(view: View, meeting: Meeting): Markdown {
  const { outcome, pair } = meeting;
  if (outcome === 'waiting') {
    return 'Green when what this waits for has landed, or the plan no longer asks for it.';
  }
  if (meeting.pair.verdict === 'clean' && isOnlyWorse(meeting)) {
    return 'Green when the results are within the limits of the plan again.';
  }
  if (outcome === 'undetermined') return 'Green as soon as the merge can be answered and is clean.';
  const advice = landingAdvice(view, [meeting]);
  if (advice === null || pair.verdict !== 'conflict') {
    return outcome === 'note'
      ? 'A note only: it does not keep the check from being green.'
      : 'Green when what is listed is settled on one of the two sides.';
  }
  return `Green when the two merge without a conflict. ${advice}`;
}

function closing({ forecast }: View, clean: number): Markdown {
  const others =
    clean > 0 ? `${plural(clean, 'other merge')} ${clean === 1 ? 'is' : 'are'} clean. ` : '';
  return `${others}After every push, here or on ${code(forecast.base.ref)}, all of this is judged again by itself.`;
}
