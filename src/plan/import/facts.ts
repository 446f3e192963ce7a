/** Statements about the plan as a whole: phase, version, weeks, review day. Pure. */
import { Branch, LocalDate, TimeZone } from '../words.ts';
import type { Block, PlanDocument, TextLine } from './document.ts';
import { type Draft, say } from './draft.ts';
import { bareValue, dayIn, labelled, quoted, weeksIn } from './phrases.ts';
import { branchIn } from './workstreams.ts';

/** `Phase 2`, `Milestone 3`, `Sprint 12` in a text. */
const PHASE = /\b(phase|milestone|sprint|iteration|increment|quarter)\s+(\d{1,3}|[IVX]{1,5})\b/i;

/** Headings that lead to the next phase, or look back at the last one, make no second phase of a plan. */
const ASIDE =
  /\b(?:transition|readiness|ready|preparation|preview|outlook|entry|gate|lessons|recap|retrospective|summary|results|achievements)\b/i;

/** Name of the phase, and which others there are, from titles. */
export function readTitles({ sections }: PlanDocument, draft: Draft): void {
  const first = sections.find(({ level }) => level > 0);
  if (first) draft.title = { text: first.title, line: first.line };
  for (const { title, line } of sections) {
    const named = phaseIn(title);
    if (named === null) continue;
    draft.phase.name ??= { text: named, line };
    const isWhole = PHASE.exec(title)?.index === 0 && !ASIDE.test(title);
    draft.phase.titled.push({ text: named, line, isWhole });
  }
}

/** The phase that follows, by titles, where no line says it; only then is it known which one the plan is for. */
export function settleNext({ phase }: Draft): void {
  const { name, titled } = phase;
  const found = name && titled.find(({ text }) => isAfter(text, name.text));
  if (found) phase.next ??= { name: found.text, weeks: null, line: found.line };
}

/** Whether both are phases, or both sprints, and so on; a name without a number may be either. */
export function isSameKind(one: string, other: string): boolean {
  const kinds = [one, other].map((name) => PHASE.exec(name)?.[1]?.toLowerCase());
  return kinds.includes(undefined) || kinds[0] === kinds[1];
}

function phaseIn(text: string): string | null {
  const [, word = '', number] = PHASE.exec(text) ?? [];
  if (number === undefined) return null;
  return `${word.charAt(0).toUpperCase()}${word.slice(1).toLowerCase()} ${number}`;
}

function isAfter(one: string, other: string): boolean {
  const numbers = [one, other].map((name) => Number(/\d+$/.exec(name)?.[0] ?? Number.NaN));
  return isSameKind(one, other) && (numbers[0] ?? 0) === (numbers[1] ?? 0) + 1;
}

/** Takes what a paragraph says about the whole plan; answers the lines that say something else. */
export function readFacts(block: Extract<Block, { kind: 'text' }>, draft: Draft): TextLine[] {
  return block.lines.filter((line) => !readFact(line, draft));
}

function readFact({ text, line }: TextLine, draft: Draft): boolean {
  const field = labelled(text);
  if (!field) return false;
  const { phase } = draft;
  const label = field.label.toLowerCase();
  const value = bareValue(field.rest);
  const second = (what: string, taken: string, found: string) => {
    const message = `The ${what} is ${quoted([found])} here, but ${quoted([taken])} was taken before. Say it in one place.`;
    say(draft, 'contradiction', 'two-values', line, message);
    return true;
  };
  const wrong = (what: string, form: string) => {
    const message = `${quoted([value])} is no ${what}, so it was left out. Write it as ${form}.`;
    say(draft, 'gap', 'not-understood', line, message);
    return true;
  };
  const remark = () => {
    phase.remarks.push({ text, line });
    return true;
  };
  if (/^(?:duration|weeks?|timeline|time ?frame)$/.test(label)) {
    const weeks = weeksIn(/week/i.test(value) ? value : `weeks ${value}`);
    if (weeks === null) return false;
    phase.weeks ??= { text: weeks, line };
    if (phase.weeks.text !== weeks) second('number of weeks', phase.weeks.text, weeks);
    return remark();
  }
  if (/^(?:plan )?version$/.test(label)) {
    if (value === '') return false;
    phase.version ??= { text: value, line };
    draft.heard.add(line);
    return phase.version.text === value || second('version', phase.version.text, value);
  }
  if (/^(?:current )?phase$/.test(label) && value !== '') {
    phase.name = { text: phaseIn(value) ?? phaseIn(`phase ${value}`) ?? value, line };
    draft.heard.add(line);
    return true;
  }
  if (/^(?:start|starts|start date|begin|begins)$/.test(label)) {
    const day = /\d{4}-\d{2}-\d{2}/.exec(value)?.[0] ?? '';
    if (!LocalDate.safeParse(day).success) return wrong('day of the calendar', '2026-01-05');
    phase.start ??= { text: day, line };
    draft.heard.add(line);
    return phase.start.text === day || second('start', phase.start.text, day);
  }
  if (/^time ?zone$/.test(label)) {
    if (!TimeZone.safeParse(value).success) return wrong('time zone', 'Europe/Berlin or UTC');
    phase.timezone ??= { text: value, line };
    draft.heard.add(line);
    return phase.timezone.text === value || second('time zone', phase.timezone.text, value);
  }
  if (/^(?:target|base|main|trunk|integration) branch$/.test(label)) {
    const branch = branchIn(field.rest);
    if (branch === null || !Branch.safeParse(branch).success) return false;
    draft.target ??= branch;
    draft.heard.add(line);
    return draft.target === branch || second('target branch', draft.target, branch);
  }
  if (/\breview(?:s|ed)?$|^review day$|^reports?$/.test(label)) {
    const day = dayIn(value);
    if (day === null) return false;
    draft.reviewDay ??= { day, text, line };
    draft.heard.add(line);
    return draft.reviewDay.day === day || second('review day', draft.reviewDay.day, day);
  }
  const next = /^(.*\S)\s+(?:target|starts?|planned|eta)$/.exec(label);
  const named = next && phaseIn(next[1] ?? '');
  if (named && named !== phase.name?.text) {
    phase.next = { name: named, weeks: weeksIn(value), line };
    draft.heard.add(line);
    return true;
  }
  if (/^(?:date|last updated|updated|author|authors|created|status|owner|document)$/.test(label)) {
    if (label === 'status')
      phase.name ??= phaseIn(value) ? { text: phaseIn(value) ?? '', line } : null;
    return remark();
  }
  return false;
}
