/** What must hold: criteria of the phase, stages of the pipeline, compatibility, contracts, detectors. Pure. */
import { Glob } from '../words.ts';
import type { Block, Section } from './document.ts';
import { type Draft, PROSE, say } from './draft.ts';
import { calledThings, declarations } from './literals.ts';
import { linesOf, mapping, pairsOf, yamlIn } from './pairs.ts';
import { bareValue, labelled, quoted, slug } from './phrases.ts';
import { columnsOfPoints, pointsOf } from './points.ts';
import { passOver } from './tables.ts';
import type { Topic } from './topics.ts';

/** Words of a heading that do not tell one list of criteria from another. */
const LIST_WORDS =
  /\b(?:phase|milestone|sprint)\s+\S+|\b(?:requirements?|criteria|criterion|checklist|success|the|of|for|and)\b/gi;

/** Conditions to leave the phase, as a named list. */
export function readCriteria(
  block: Block,
  section: Section,
  topic: Topic,
  draft: Draft,
): string | null {
  const points = pointsOf(block);
  if (points.length === 0) return null;
  if (block.kind === 'table') passOver(draft, block, columnsOfPoints(block));
  const name =
    topic === 'readiness' || topic === 'transition'
      ? topic
      : slug(section.title.replace(LIST_WORDS, ' ')) || 'criteria';
  const needed = points.filter(({ optional }) => !optional);
  for (const { text, line } of points.filter(({ optional }) => optional)) {
    const message = `The criterion ${quoted([text])} is optional, and a criterion in the plan must be met, so it was left out. Nothing is to do.`;
    say(draft, 'note', 'optional-criterion', line, message);
  }
  if (needed.length > 0) draft.criteria.set(name, [...(draft.criteria.get(name) ?? []), ...needed]);
  return `criteria.${name}`;
}

const STAGE_WORDS = /\b(?:tests?|testing|validation|scanning|scans?|checks?|stage|step)\b/gi;

/** Stages of the pipeline. */
export function readStages(block: Block, draft: Draft): boolean {
  const inYaml = block.kind === 'code' && yamlIn(block) !== null;
  if (block.kind !== 'list' && block.kind !== 'table' && !inYaml) return false;
  const stages = pairsOf(block).flatMap(({ key, text, values, line }) => {
    const title = key === '' ? text : key;
    const name = slug(title.replace(STAGE_WORDS, ' ')) || slug(title);
    const isNamed = inYaml || (text !== '' && enumeratedCode(text));
    const checks = isNamed ? values.filter((glob) => Glob.safeParse(glob).success) : [];
    const said = { name, text: key === '' || isNamed ? '' : text, checks, line };
    return name === '' || title.length > 60 ? [] : [said];
  });
  const known = new Set(draft.stages.map(({ name }) => name));
  for (const stage of stages) {
    if (!known.has(stage.name)) draft.stages.push(stage);
    known.add(stage.name);
  }
  return stages.length > 0;
}

/** Whether a text is nothing but names in backticks: `` `build*`, `lint` ``. */
function enumeratedCode(text: string): boolean {
  return /^(?:`[^`\s]{1,100}`(?:\s*(?:,|;|and|&|\+)\s*|$))+$/.test(text.trim());
}

/** A released version that is to stay compatible, and how much slower than it one may get. */
export function readCompatibility(block: Block, draft: Draft): boolean {
  const lines = linesOf(block);
  let any = false;
  for (const { text, line } of lines) {
    const version = /(?<![\w.])v?\d{1,4}\.\d{1,4}(?:\.\d{1,6})?(?:-[\w.]{1,30})?\b(?!\s*%)/.exec(
      text,
    )?.[0];
    if (version !== undefined && /compat|baseline|release|since|against|break/i.test(text)) {
      draft.compatibility.baseline ??= { text: version, line };
      any = true;
    }
    const most = regressionIn(text);
    if (most !== null) {
      draft.compatibility.regression ??= { text: most, line };
      any = true;
    }
  }
  if (block.kind !== 'code') return any;
  const called = calledThings(block.text).map((one) => ({ ...one, line: block.first + one.line }));
  draft.called.push(...called);
  return any || called.length > 0;
}

/** `regression < 5%`, `< 5% impact`. */
export function regressionIn(text: string): string | null {
  if (!/regress|impact|slower|slow-?down/i.test(text)) return null;
  const amount =
    /(?:<=?|≤|below|under|at most|less than|within)\s*(\d{1,3}(?:\.\d{1,3})?)\s*%/i.exec(text)?.[1];
  return amount === undefined ? null : `${amount}%`;
}

/** Interfaces that several workstreams share. */
export function readContracts(block: Block, draft: Draft): boolean {
  if (block.kind === 'code') {
    const found = declarations(block.text);
    if (found.length === 0) return false;
    for (const { symbol, line, text } of found) {
      draft.contracts.push({ symbol, line: block.first + line, signature: text });
      if (text !== null) continue;
      const message = `Where the declaration of ${quoted([symbol])} ends cannot be told, or it is too long, so its signature was not taken over. Add signature to it under contracts.`;
      say(draft, 'gap', 'contract-without-signature', block.first + line, message);
    }
    const isInside = (at: number) => found.some(({ line, to }) => at >= line && at <= to);
    for (const [at, row] of block.text.split('\n').entries()) {
      if (isInside(at) || /^\s*(?:$|\/\/|#|\/?\*|[)}\]];?$)/.test(row)) continue;
      const line = block.first + at;
      const why = 'it declares no interface that Weir knows';
      draft.passedOver.push({ line, to: line, why });
    }
    return true;
  }
  if (block.kind !== 'list') return false;
  const found = block.items.flatMap(({ text, line }) => {
    const field = labelled(text);
    const written = field?.label ?? bareValue(text);
    if (field && field.rest !== '') draft.passedOver.push({ line, to: line, why: PROSE });
    return /^[A-Z]\w{2,79}$/.test(written) ? [{ symbol: written, line, signature: null }] : [];
  });
  draft.contracts.push(...found);
  return found.length > 0;
}

const DETECTORS = [
  ['api', /\bapi\b|check_api|interface|signature/i],
  ['dependency', /dependenc|check_dep/i],
  ['performance', /performance|benchmark|check_perf/i],
  ['textual', /\bmerge conflict|textual/i],
] as const;

/** What conflicts are to be looked for. */
export function readDetectors(block: Block, draft: Draft): boolean {
  if (block.kind === 'other') return false;
  const known = new Set<string>(draft.detectors.map(({ name }) => name));
  let any = false;
  for (const { text, line } of linesOf(block)) {
    if (!/conflict|regression|incompatib/i.test(text)) continue;
    for (const [name, pattern] of DETECTORS) {
      if (!pattern.test(text)) continue;
      any = true;
      if (!known.has(name)) draft.detectors.push({ name, line });
      known.add(name);
    }
  }
  return any;
}

/** Whether code shows the form of progress reports that Weir takes. */
export function isReportForm(block: Block): boolean {
  if (block.kind !== 'code') return false;
  const fence = mapping(yamlIn(block)?.root);
  const text = fence ? Object.keys(fence).join(' ') : block.text;
  return /\bdeliverables_completed\b/.test(text) && /\bworkstream\b/.test(text);
}
