/** Reads a section that is about one workstream. Pure. */
import { readDependencies, readMetrics } from './blocks-of-workstreams.ts';
import type { Block, Item, Section } from './document.ts';
import { type Draft, type DraftWorkstream, PROSE, placed } from './draft.ts';
import { readField, readItem } from './fields.ts';
import { readByForm } from './forms.ts';
import { leave, whyNot } from './leave.ts';
import type { Meanings } from './names.ts';
import { labelled } from './phrases.ts';
import { itemPoints, pointsOf } from './points.ts';
import { type Column, columnOf } from './tables.ts';
import { type Topic, topicOf } from './topics.ts';

/** The parts of a section that is about one workstream. */
export function readOwn(
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
