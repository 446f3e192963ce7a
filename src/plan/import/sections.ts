/** Walks over a document and hands each block to the reader that its heading, label and form ask for. Pure. */

import { readDependencies, readMetrics, workstreamsInYaml } from './blocks-of-workstreams.ts';
import { readReviews, readSchedule, readStandups } from './calendar.ts';
import type { Block, PlanDocument, Section } from './document.ts';
import { type Draft, type DraftWorkstream, type Leftover, placed } from './draft.ts';
import { readFacts, readTitles } from './facts.ts';
import { readField } from './fields.ts';
import {
  isReportForm,
  linesOf,
  readCompatibility,
  readContracts,
  readCriteria,
  readDetectors,
  readStages,
  regressionIn,
} from './gates.ts';
import { type Meanings, meanings } from './names.ts';
import { yamlIn } from './pairs.ts';
import { readApprovals, readRoles, readSpawn } from './people.ts';
import { labelled } from './phrases.ts';
import { pointsOf } from './points.ts';
import { type Column, columnOf } from './tables.ts';
import { type Topic, topicOf, topicOfSection } from './topics.ts';
import { branchIn, findWorkstreams } from './workstreams.ts';

/** Fills a draft with everything that can be read. */
export function readSections(document: PlanDocument, draft: Draft): void {
  const used = new Set<Block>();
  for (const { blocks } of document.sections) {
    for (const block of blocks) if (workstreamsInYaml(block, draft)) used.add(block);
  }
  findWorkstreams(document, draft, used);
  readTitles(document, draft);
  const names = meanings(draft.workstreams);
  for (const section of document.sections) {
    const own = draft.workstreams.find(
      (one) => one.section && [section, ...section.above].includes(one.section),
    );
    if (own?.section === section) placed(draft, section, `workstreams.${own.name}`);
    for (const block of section.blocks) if (used.has(block)) placed(draft, section, 'workstreams');
    const blocks = section.blocks.filter((block) => !used.has(block));
    if (own) readOwn(section, blocks, own, draft, names);
    else readCommon(section, blocks, draft, names);
  }
}

function leave(
  draft: Draft,
  section: Section,
  at: Pick<Leftover, 'line' | 'to'>,
  why: string,
): void {
  draft.leftovers.push({ line: at.line, to: at.to, title: section.title, why });
}

/** The parts of a section that is about one workstream. */
function readOwn(
  section: Section,
  blocks: readonly Block[],
  own: DraftWorkstream,
  draft: Draft,
  names: Meanings,
): void {
  const isTop = own.section === section;
  let label = isTop ? null : section.title;
  for (const block of blocks) {
    if (block.kind === 'text') {
      const { rest, next } = ownLines(block, own, draft);
      for (const { line } of rest) leave(draft, section, { line, to: line }, WHY.prose);
      label = next ?? (isTop ? null : section.title);
      continue;
    }
    if (readOwnBlock(block, label, own, draft, names))
      placed(draft, section, `workstreams.${own.name}`);
    else leave(draft, section, block, WHY[block.kind === 'other' ? 'other' : 'form']);
    label = isTop ? null : section.title;
  }
}

/** Statements of a paragraph; its last line may be the label of what comes next. */
function ownLines(block: Extract<Block, { kind: 'text' }>, own: DraftWorkstream, draft: Draft) {
  const rest: typeof block.lines = [];
  let next: string | null = null;
  for (const said of block.lines) {
    const field = labelled(said.text);
    next = field && field.rest === '' ? field.label : null;
    const column = field && field.rest !== '' ? columnOf(field.label) : null;
    if (next !== null && said === block.lines.at(-1)) continue;
    if (!field || !column || !readField(draft, own, column, { text: field.rest, line: said.line }))
      rest.push(said);
  }
  return { rest, next };
}

function readOwnBlock(
  block: Block,
  label: string | null,
  own: DraftWorkstream,
  draft: Draft,
  names: Meanings,
): boolean {
  const column = label === null ? null : columnFor(label);
  if (column === 'metric') return readMetrics(block, draft, names, own);
  if (block.kind === 'table') return readOwnTable(block, own, draft, names);
  if (block.kind !== 'list') return readMetrics(block, draft, names, own);
  const boxes = block.items.some(({ box }) => box !== null);
  if (column === 'tasks' || (column === null && boxes)) {
    own.tasks.push(...pointsOf(block));
    return true;
  }
  if (column !== null) {
    return block.items
      .map(({ text, line }) => readField(draft, own, column, { text, line }))
      .some(Boolean);
  }
  const fields = block.items.map(({ text, line }) => {
    const field = labelled(text);
    const about = field && columnOf(field.label);
    if (about === 'branch') return branchIn(field?.rest ?? '') === own.branch;
    return field && about ? readField(draft, own, about, { text: field.rest, line }) : false;
  });
  return fields.length > 0 && fields.every(Boolean);
}

/** `| Branch | feature/x |` and so on, one statement a row. */
function readOwnTable(
  block: Extract<Block, { kind: 'table' }>,
  own: DraftWorkstream,
  draft: Draft,
  names: Meanings,
): boolean {
  if (readMetrics(block, draft, names, own)) return true;
  if (block.head.length !== 2) return false;
  const rows = [{ cells: block.head, line: block.line }, ...block.rows];
  return rows
    .map(({ cells: [label = '', text = ''], line }) => {
      const column = columnOf(label);
      return column !== null && readField(draft, own, column, { text, line });
    })
    .some(Boolean);
}

function columnFor(label: string): Column | null {
  const column = columnOf(label);
  if (column) return column;
  const topics: Partial<Record<Topic, Column>> = {
    tasks: 'tasks',
    criteria: 'tasks',
    objectives: 'objectives',
    dependencies: 'depends',
    approvals: 'approvals',
    metrics: 'metric',
  };
  const topic = topicOf(label);
  return topic ? (topics[topic] ?? null) : null;
}

/** The parts of a section that is about the plan as a whole. */
function readCommon(
  section: Section,
  blocks: readonly Block[],
  draft: Draft,
  names: Meanings,
): void {
  let label: string | null = null;
  for (const block of blocks) {
    const topic = (label === null ? null : topicOf(label)) ?? topicOfSection(section);
    label = null;
    for (const part of partsOf(block)) {
      const place = readPart(part.block, part.topic ?? topic, section, draft, names);
      if (place !== null) {
        placed(draft, section, place);
        continue;
      }
      if (block.kind !== 'text') {
        leave(draft, section, part.block, WHY[block.kind === 'other' ? 'other' : 'form']);
        continue;
      }
      const rest = readFacts(block, draft);
      if (rest.length < block.lines.length) placed(draft, section, 'phase');
      for (const said of rest) {
        const isLabel = said === block.lines.at(-1) && said.text.endsWith(':');
        if (isLabel) label = said.text.replace(/:$/, '');
        else leave(draft, section, { line: said.line, to: said.line }, WHY.prose);
      }
    }
  }
}

const WHY = {
  prose: 'prose',
  form: 'its form says nothing that the plan has a key for',
  other: 'quotes and HTML are not read',
};

/** Keys of YAML that say themselves what they are about. */
const KEYS: [RegExp, Topic][] = [
  [/^dependencies$/, 'dependencies'],
  [/^(?:approval_matrix|approvals|reviewers)$/, 'approvals'],
  [/^(?:success_)?metrics$/, 'metrics'],
  [/^(?:integration_|weekly_)?schedule$/, 'schedule'],
  [/^reviews$/, 'reviews'],
  [/^stand-?ups?$/, 'standups'],
  [/^roles$/, 'roles'],
  [/^(?:ci_)?stages$/, 'stages'],
];

/** A fence of YAML with such keys in pieces, one for each key; everything else as it is. */
function partsOf(block: Block): { block: Block; topic: Topic | null }[] {
  const whole = [{ block, topic: null }];
  const root = yamlIn(block)?.root;
  if (block.kind !== 'code' || !root) return whole;
  const topics = Object.keys(root).map(
    (key) => KEYS.find(([pattern]) => pattern.test(key))?.[1] ?? null,
  );
  if (topics.every((topic) => topic === null) || /^\s*\{/.test(block.text)) return whole;
  const rows = block.text.split('\n');
  const starts = rows.flatMap((row, at) =>
    /^(?:[\w-]+|"[^"]+"|'[^']+')\s*:/.test(row) ? [at] : [],
  );
  if (starts.length !== topics.length) return whole;
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? rows.length;
    const inside = rows.slice(start + 1, end);
    const indent = Math.min(
      ...inside.filter((row) => row.trim() !== '').map((row) => row.search(/\S/)),
    );
    const text = inside.map((row) => row.slice(Number.isFinite(indent) ? indent : 0)).join('\n');
    const first = block.first + start + 1;
    const piece = {
      ...block,
      lang: 'yaml',
      text,
      first,
      line: first - 1,
      to: block.first + end - 1,
    };
    return { block: piece, topic: topics[index] ?? null };
  });
}

/** Where the block went in the plan; null where nothing in it was understood. */
function readPart(
  block: Block,
  topic: Topic | null,
  section: Section,
  draft: Draft,
  names: Meanings,
): string | null {
  for (const { text, line } of topic === 'criteria' ? linesOf(block) : []) {
    const most = regressionIn(text);
    if (most !== null) draft.regression ??= { text: most, line };
  }
  switch (topic) {
    case 'approvals':
      if (readApprovals(block, draft, names)) return 'workstreams.*.approvals';
      break;
    case 'compatibility':
      if (readCompatibility(block, draft)) return 'compatibility';
      break;
    case 'contracts':
      if (readContracts(block, draft)) return 'contracts';
      break;
    case 'criteria':
    case 'readiness':
    case 'transition':
      return readCriteria(block, section, topic, draft) ?? readByForm(block, draft, names);
    case 'dependencies':
      if (readDependencies(block, draft, names)) return 'workstreams.*.depends_on and enables';
      break;
    case 'metrics':
      if (readMetrics(block, draft, names, null)) return 'workstreams.*.metrics';
      break;
    case 'objectives':
      if (block.kind !== 'list') break;
      draft.phase.objectives.push(...pointsOf(block));
      return 'phase.objectives';
    case 'reviews':
      if (readReviews(block, draft)) return 'reviews';
      break;
    case 'risk':
      if (readDetectors(block, draft)) return 'integration.detectors';
      break;
    case 'roles':
      if (readRoles(block, draft)) return 'roles';
      break;
    case 'schedule':
      if (readSchedule(block, draft, names)) return 'integration.schedule';
      break;
    case 'spawn':
      if (readSpawn(block, section, draft, names)) return 'spawn';
      break;
    case 'stages':
      if (readStages(block, draft)) return 'stages';
      break;
    case 'standups':
      if (readStandups(block, draft, names)) return 'standups';
      break;
  }
  if (isReportForm(block)) return 'the form of /progress, which is built in';
  return readByForm(block, draft, names);
}

/** Blocks that say themselves what they are, whatever heading they stand under. */
function readByForm(block: Block, draft: Draft, names: Meanings): string | null {
  if (block.kind !== 'code' && block.kind !== 'table') return null;
  const heads = block.kind === 'table' ? block.head.map(columnOf) : [];
  const inCode = block.kind === 'code' ? block.text.slice(0, 20_000) : '';
  if (
    (heads.includes('approvals') || /approv|review/i.test(inCode)) &&
    readApprovals(block, draft, names)
  ) {
    return 'workstreams.*.approvals';
  }
  const depends =
    heads.includes('depends') || heads.includes('enables') || /\bdepends_on\b/.test(inCode);
  if (depends && readDependencies(block, draft, names))
    return 'workstreams.*.depends_on and enables';
  if (
    (heads.includes('metric') || /\btarget\b/.test(inCode)) &&
    readMetrics(block, draft, names, null)
  ) {
    return 'workstreams.*.metrics';
  }
  if (heads.includes('role') && heads.includes('people') && readRoles(block, draft)) return 'roles';
  if (heads.includes('time') && readStandups(block, draft, names)) return 'standups';
  return null;
}
