/** Walks over a document and hands each block to the reader that its heading, label and form ask for. Pure. */

import { readDependencies, readMetrics, workstreamsInYaml } from './blocks-of-workstreams.ts';
import { readReviews, readSchedule, readStandups } from './calendar.ts';
import type { Block, Item, PlanDocument, Section } from './document.ts';
import { type Draft, type DraftWorkstream, type Leftover, PROSE, placed } from './draft.ts';
import { readFacts, readTitles } from './facts.ts';
import { readField, readItem } from './fields.ts';
import {
  isReportForm,
  readCompatibility,
  readContracts,
  readCriteria,
  readDetectors,
  readStages,
  regressionIn,
} from './gates.ts';
import { type Meanings, meanings } from './names.ts';
import { brokenLine, linesOf, mapping, yamlIn } from './pairs.ts';
import { readApprovals, readRoles, readSpawn } from './people.ts';
import { labelled } from './phrases.ts';
import { itemPoints, pointsOf } from './points.ts';
import { type Column, columnOf } from './tables.ts';
import { type Topic, topicOf, topicOfSection } from './topics.ts';
import { leaveUnheard } from './unheard.ts';
import { findWorkstreams } from './workstreams.ts';

/** Fills a draft with everything that can be read. */
export function readSections(document: PlanDocument, draft: Draft): void {
  const used = new Set<Block>();
  for (const { blocks } of document.sections) {
    for (const block of blocks) if (workstreamsInYaml(block, draft)) used.add(block);
  }
  findWorkstreams(document, draft, used);
  readTitles(document, draft);
  const names = meanings(draft.workstreams);
  const owners = new Map(
    draft.workstreams.flatMap((own) => own.sections.map((section) => [section, own])),
  );
  for (const section of document.sections) {
    const around = [section, ...section.above];
    const own = around.flatMap((one) => owners.get(one) ?? [])[0];
    if (own?.sections.includes(section)) placed(draft, section, `workstreams.${own.name}`);
    for (const block of section.blocks) if (used.has(block)) placed(draft, section, 'workstreams');
    // A fence that describes workstreams may hold more of the plan.
    const blocks = section.blocks.flatMap((block) => {
      if (!used.has(block)) return [block];
      return partsOf(block)
        .filter((part) => part.topic !== null)
        .map((part) => part.block);
    });
    if (own) readOwn(section, blocks, own, draft, names);
    else readCommon(section, blocks, draft, names);
  }
  leaveUnheard(document, draft);
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
  const isTop = own.sections.includes(section);
  let label = isTop ? null : section.title;
  for (const block of blocks) {
    if (block.kind === 'text') {
      const { rest, next } = ownLines(block, own, draft);
      for (const { line } of rest) leave(draft, section, { line, to: line }, PROSE);
      label = next ?? (isTop ? null : section.title);
      continue;
    }
    const isOwn = readOwnBlock(block, label, own, draft, names);
    const place = isOwn ? `workstreams.${own.name}` : readByForm(block, draft, names, own);
    if (place === null) leave(draft, section, block, whyNot(block));
    else placed(draft, section, place);
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
    if (next !== null && said === block.lines.at(-1)) draft.heard.add(said.line);
    else if (
      !field ||
      !column ||
      !readField(draft, own, column, { text: field.rest, line: said.line })
    )
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
  if (block.kind !== 'list') return false;
  const boxes = block.items.some(hasBox);
  if (column === 'tasks') {
    own.tasks.push(...pointsOf(block));
    return true;
  }
  if (column === 'depends' && readDependencies(block, draft, names)) return true;
  if (column !== null) {
    return block.items
      .map(({ text, line }) => readField(draft, own, column, { text, line }))
      .some(Boolean);
  }
  const taken = block.items.map((item) => {
    if (item.box === null && readItem(draft, own, item)) return true;
    const points = boxes ? itemPoints(item).filter(() => hasBox(item)) : [];
    own.tasks.push(...points);
    return points.length > 0;
  });
  return taken.some(Boolean);
}

function hasBox({ box, items }: Item): boolean {
  return box !== null || items.some(hasBox);
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
        leave(draft, section, part.block, whyNot(part.block));
        continue;
      }
      const rest = readFacts(block, draft);
      if (rest.length < block.lines.length) placed(draft, section, 'phase');
      for (const said of rest) {
        const isLabel = said === block.lines.at(-1) && said.text.endsWith(':');
        if (isLabel) {
          label = said.text.replace(/:$/, '');
          draft.heard.add(said.line);
        } else leave(draft, section, { line: said.line, to: said.line }, PROSE);
      }
    }
  }
}

function whyNot(block: Block): string {
  if (block.kind === 'other') return 'quotes and HTML are not read';
  const broken = block.kind === 'code' ? brokenLine(block) : null;
  if (broken !== null) return `its ${broken.language} cannot be read, see line ${broken.line}`;
  return 'its form says nothing that the plan has a key for';
}

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

function topicOfKey(key: string): Topic | null {
  return KEYS.find(([pattern]) => pattern.test(key))?.[1] ?? null;
}

/** A fence of YAML, JSON or TOML with such keys in pieces, one for each key; everything else as it is. */
function partsOf(block: Block): { block: Block; topic: Topic | null }[] {
  if (block.kind === 'code' && block.within)
    return [{ block, topic: topicOfKey(block.within.key) }];
  const whole = [{ block, topic: null }];
  const fence = yamlIn(block);
  if (block.kind !== 'code' || !fence) return whole;
  const keys = Object.keys(fence.root);
  const topics = keys.map(topicOfKey);
  if (topics.every((topic) => topic === null)) return whole;
  return keys.map((key, at): { block: Block; topic: Topic | null } => {
    const line = fence.lineOf([key]);
    const next = keys[at + 1];
    const to = next === undefined ? block.to : Math.max(line, fence.lineOf([next]) - 1);
    const text = mapping(fence.root[key]) ? block.text : '';
    return {
      block: { ...block, within: { key, of: block }, text, line, to },
      topic: topics[at] ?? null,
    };
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
  if (isReportForm(block))
    return understood(block, draft, 'the form of /progress, which is built in');
  return readByForm(block, draft, names);
}

/** Notes that a block was understood as a whole. */
function understood(block: Block, draft: Draft, place: string): string {
  for (let line = block.line; line <= block.to; line += 1) draft.heard.add(line);
  return place;
}

/** Blocks that say themselves what they are, whatever heading they stand under. */
function readByForm(
  block: Block,
  draft: Draft,
  names: Meanings,
  own: DraftWorkstream | null = null,
): string | null {
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
    (heads.includes('metric') || (/\btarget\b/.test(inCode) && yamlIn(block))) &&
    readMetrics(block, draft, names, own)
  ) {
    return 'workstreams.*.metrics';
  }
  if (heads.includes('role') && heads.includes('people') && readRoles(block, draft)) return 'roles';
  if (heads.includes('time') && readStandups(block, draft, names)) return 'standups';
  return null;
}
