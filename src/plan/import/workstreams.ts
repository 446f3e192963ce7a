/** Finds the workstreams of a document: headings, tables, lists and YAML that describe one. Pure. */
import { fold } from '../names.ts';
import { Branch } from '../words.ts';
import type { Block, Item, PlanDocument, Section, TextLine } from './document.ts';
import { type Draft, type DraftWorkstream, say } from './draft.ts';
import { readField } from './fields.ts';
import { meanings } from './names.ts';
import { bareValue, labelled, slug } from './phrases.ts';
import { itemPoints } from './points.ts';
import { columnOf } from './tables.ts';

/** `Workstream 4: Storage Layer Advancement`, `WS-4 – Storage`, `Track: Storage`. */
const HEADING =
  /^(?:\d{1,3}[.)]\s+)?(?:work[- ]?stream|stream|track|ws|epic|lane)[\s#-]*(\d{1,4})?\s*(?:[:.)–—-]\s*|$)(.*)$/i;
/** Headings of a list or table of all of them. */
const OVERVIEW = /^(?:the |our |active |parallel )*(?:work[- ]?streams|tracks|streams|lanes)\b/i;
const MOST = 200;

interface Seed {
  line: number;
  number?: number | null;
  title?: string | null;
  branch?: string | null;
  section?: Section;
}

/** Fills the draft with every workstream, and marks the blocks that said so. */
export function findWorkstreams(document: PlanDocument, draft: Draft, used: Set<Block>): void {
  for (const section of document.sections) fromHeading(section, document, draft);
  for (const section of document.sections) {
    for (const block of section.blocks) {
      if (block.kind === 'table' && fromTable(block, draft)) used.add(block);
    }
  }
  if (draft.workstreams.length > 0) return;
  for (const section of document.sections) {
    if (!OVERVIEW.test(section.title)) continue;
    for (const block of section.blocks) {
      if (block.kind === 'list' && !used.has(block) && fromList(block.items, draft))
        used.add(block);
    }
  }
}

function fromHeading(section: Section, { sections }: PlanDocument, draft: Draft): void {
  if (section.level === 0) return;
  const [, number, title] = HEADING.exec(section.title) ?? [];
  const isNamed = number !== undefined || (title ?? '') !== '';
  const branch = branchOf(section);
  if (!isNamed) {
    const around = sections.some((other) => other.above.includes(section) && branchOf(other));
    const inside = draft.workstreams.some(
      (one) => one.section && section.above.includes(one.section),
    );
    if (branch === null || section.level === 1 || around || inside) return;
  }
  add(draft, {
    line: section.line,
    number: number === undefined ? null : Number(number),
    title: (isNamed ? title : section.title.replace(/^\d{1,3}[.)]\s+/, '')) || null,
    branch,
    section,
  });
}

/** The branch that a section names in a line of its own. */
function branchOf({ blocks }: Section): string | null {
  const lines = blocks.flatMap((block): readonly Pick<TextLine, 'text'>[] =>
    block.kind === 'text' ? block.lines : block.kind === 'list' ? block.items : [],
  );
  for (const { text } of lines) {
    const field = labelled(text);
    if (field && /^(?:feature |working |git )?branch$/i.test(field.label)) {
      const branch = branchIn(field.rest);
      if (branch !== null) return branch;
    }
  }
  return null;
}

/** The branch in a value: in backticks, or the first word. */
export function branchIn(text: string): string | null {
  const inCode = /`([^`]{1,200})`/.exec(text)?.[1];
  const name = (inCode ?? bareValue(text).split(/\s/)[0] ?? '').replace(
    /^(?:refs\/heads|origin)\//,
    '',
  );
  return Branch.safeParse(name).success ? name : null;
}

/** A table with a row for each workstream. */
function fromTable(block: Extract<Block, { kind: 'table' }>, draft: Draft): boolean {
  const columns = block.head.map(columnOf);
  const [name, branch, number] = ['workstream', 'branch', 'number'].map((one) =>
    columns.indexOf(one as never),
  );
  if (name === undefined || name < 0) return false;
  const describes = columns.some((one) => one === 'branch' || one === 'agent' || one === 'status');
  if (!describes) return false;
  for (const { cells, line } of block.rows) {
    const title = bareValue(cells[name] ?? '');
    if (title === '') continue;
    const digits = /^\d{1,4}$/.exec(cells[number ?? -1] ?? '')?.[0];
    const [, numberInTitle, rest] =
      /^(?:ws|workstream)?[\s#-]*(\d{1,4})[.:)\s–-]+(.+)$/i.exec(title) ?? [];
    const own = digits ?? numberInTitle;
    const found = meanings(draft.workstreams).find(title);
    const workstream =
      draft.workstreams.find((one) => one.name === found?.name) ??
      add(draft, {
        line,
        number: own === undefined ? null : Number(own),
        title: rest ?? title,
        branch: branchIn(cells[branch ?? -1] ?? ''),
      });
    if (!workstream) return true;
    for (const [at, column] of columns.entries()) {
      const text = cells[at] ?? '';
      if (column !== null && column !== 'workstream' && text !== '') {
        readField(draft, workstream, column, { text, line });
      }
    }
  }
  return true;
}

/** `- **Storage**: feature/storage` below a heading such as "Workstreams". */
function fromList(items: readonly Item[], draft: Draft): boolean {
  let any = false;
  for (const item of items) {
    const field = labelled(item.text);
    const inCode = [...item.text.matchAll(/`([^`]{1,200})`/g)].map(([, name = '']) => name);
    const branch = inCode.find((name) => name.includes('/') && branchIn(name) === name) ?? null;
    const title = field?.label ?? bareValue(item.text.replace(/\s*[([]?`[^`]*`[)\]]?/g, ''));
    if (title.length > 80 || title === '') continue;
    const workstream = add(draft, { line: item.line, title, branch });
    if (!workstream) return true;
    any = true;
    for (const nested of item.items) {
      const own = labelled(nested.text);
      const column = own && columnOf(own.label);
      if (own && column)
        readField(draft, workstream, column, { text: own.rest, line: nested.line });
      else if (nested.box) {
        workstream.tasks.push(...itemPoints(nested));
      }
    }
  }
  return any;
}

/** A workstream with a name of its own, or null where there are too many. */
export function add(draft: Draft, seed: Seed & { name?: string }): DraftWorkstream | null {
  if (draft.workstreams.length >= MOST) {
    if (draft.findings.every(({ kind }) => kind !== 'too-many')) {
      const message = `There are more than ${MOST} workstreams; the rest was left out from here on. Split the plan.`;
      say(draft, 'gap', 'too-many', seed.line, message);
    }
    return null;
  }
  const tail = seed.branch?.replace(
    /^(?:feature|features|feat|ws|workstream|workstreams|stream|track)\//i,
    '',
  );
  const wanted =
    seed.name ??
    (usable(tail) ||
      slug(seed.title ?? '') ||
      `workstream-${seed.number ?? draft.workstreams.length + 1}`);
  const taken = new Set(draft.workstreams.map(({ name }) => fold(name)));
  let name = wanted;
  for (let more = 2; taken.has(fold(name)); more += 1) name = `${wanted}-${more}`;
  const workstream: DraftWorkstream = {
    name,
    line: seed.line,
    number: seed.number ?? null,
    title: seed.title ?? null,
    branch: seed.branch ?? null,
    aliases: [],
    agent: null,
    owners: [],
    priority: null,
    statuses: [],
    statusesElsewhere: [],
    depends: [],
    enables: [],
    approvals: [],
    paths: [],
    objectives: [],
    tasks: [],
    metrics: [],
    section: seed.section ?? null,
  };
  draft.workstreams.push(workstream);
  return workstream;
}

/** The name of a branch as it is where the plan takes it for a name, else made into one. */
function usable(branch: string | undefined): string {
  if (branch === undefined) return '';
  return /^(?![0-9]+$)[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(branch) ? branch : slug(branch);
}
