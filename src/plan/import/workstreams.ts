/** Finds the workstreams of a document: headings, tables, lists and YAML that describe one. Pure. */
import { fold } from '../names.ts';
import { Branch } from '../words.ts';
import type { Block, Item, PlanDocument, Section, TextLine } from './document.ts';
import { type Draft, type DraftWorkstream, PROSE, say } from './draft.ts';
import { peopleIn, readField, readItem } from './fields.ts';
import { meanings } from './names.ts';
import { bareValue, labelled, quoted, slug } from './phrases.ts';
import { itemPoints } from './points.ts';
import { columnOf, passOver } from './tables.ts';

/** `Workstream 4: Storage Layer Advancement`, `WS-4 – Storage`, `Track: Storage`. */
const HEADING =
  /^(?:\d{1,3}[.)]\s+)?(?:work[- ]?stream|stream|track|ws|epic|lane)(?:[\s#-]*(\d{1,4})|\s+([A-Z]))?\s*(?:[:.)–—-]\s*|$)(.*)$/i;
/** Pictures and signs that people put before a heading. */
const ORNAMENTS = /^[^\p{L}\p{N}]+/u;
/** Headings of a list or table of all of them. */
const OVERVIEW = /^(?:the |our |active |parallel )*(?:work[- ]?streams|tracks|streams|lanes)\b/i;
const MOST = 200;

interface Seed {
  line: number;
  number?: number | null;
  letter?: string | null;
  title?: string | null;
  branch?: string | null;
  sections?: Section[];
}

/** Fills the draft with every workstream, and marks the blocks that said so. */
export function findWorkstreams(document: PlanDocument, draft: Draft, used: Set<Block>): void {
  for (const seed of seedsOf(document, draft)) {
    const named = meanings(draft.workstreams).find(seed.title ?? '');
    const same = draft.workstreams.find(
      (one) => isSame(one, seed) || (named?.how === 'name' && one.name === named.name),
    );
    if (same) join(same, seed, draft);
    else add(draft, seed);
  }
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

/** Every workstream that has a heading; one of several sections stands once, in the words of the first. */
function seedsOf({ sections }: PlanDocument, draft: Draft): Required<Seed>[] {
  const seeds: Required<Seed>[] = [];
  const branches = new Map(sections.map((section) => [section, branchOf(section)]));
  /** Sections with a branch somewhere below them, and those that belong to a workstream. */
  const around = new Set(
    sections.flatMap((section) => (branches.get(section) === null ? [] : section.above)),
  );
  const taken = new Set<Section>();
  for (const section of sections) {
    if (section.level === 0) continue;
    if (seeds.length > MOST) break;
    const written = section.title.replace(ORNAMENTS, '');
    const [, number, letter, title] = HEADING.exec(written) ?? [];
    const isNamed = (number ?? letter) !== undefined || (title ?? '') !== '';
    const branch = branches.get(section) ?? null;
    const isInside = section.above.some((one) => taken.has(one));
    if (!isNamed && (branch === null || section.level === 1 || around.has(section) || isInside))
      continue;
    taken.add(section);
    const seed = {
      line: section.line,
      number: number === undefined ? null : Number(number),
      letter: letter?.toUpperCase() ?? null,
      title: (isNamed ? title : section.title.replace(/^\d{1,3}[.)]\s+/, '')) || null,
      branch,
      sections: [section],
    };
    const before = seeds.find((one) => isSame(one, seed));
    if (!before) seeds.push(seed);
    else {
      before.sections.push(section);
      if (before.title !== null && seed.title !== null && !sameWords(before.title, seed.title)) {
        const message = `${quoted([section.title])} is about what line ${before.line} calls ${quoted([before.title])}; both were taken for one workstream. Call it the same, or give it a number and a branch of its own.`;
        say(draft, 'contradiction', 'two-titles', section.line, message);
      }
      before.branch ??= branch;
      before.title ??= seed.title;
    }
  }
  return seeds;
}

/** What two places must not say differently if they are about one workstream. */
type Identity = Pick<DraftWorkstream, 'number' | 'letter' | 'title' | 'branch'>;

/** Whether a heading is about a workstream that is known: by its title, its branch or its number. */
function isSame(known: Identity, seed: Identity): boolean {
  const agrees = (key: keyof Identity) =>
    known[key] === null || seed[key] === null || known[key] === seed[key];
  if (!agrees('branch') || !agrees('number') || !agrees('letter')) return false;
  const both = (key: keyof Identity) => known[key] !== null && seed[key] !== null;
  if (both('number') || both('letter') || both('branch')) return true;
  return known.title !== null && seed.title !== null && sameWords(known.title, seed.title);
}

function sameWords(a: string, b: string): boolean {
  return fold(a.trim()) === fold(b.trim());
}

/** Another heading of a workstream that a table or YAML has described before. */
function join(own: DraftWorkstream, seed: Required<Seed>, draft: Draft): void {
  own.sections.push(...seed.sections);
  own.number ??= seed.number;
  own.letter ??= seed.letter;
  own.title ??= seed.title;
  if (own.branch === null && draft.workstreams.every(({ branch }) => branch !== seed.branch))
    own.branch = seed.branch;
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

/** The branch in a value: in backticks, or the first word where it looks like one. */
export function branchIn(text: string): string | null {
  const inCode = /`([^`]{1,200})`/.exec(text)?.[1];
  const [first = '', ...more] = bareValue(text).split(/\s+/);
  const isSentence = more.length > 0 && !/[/_\d-]/.test(first);
  const bare = isSentence ? '' : first.replace(/[,;.]$/, '');
  const name = (inCode ?? bare).replace(/^(?:refs\/heads|origin)\//, '');
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
  const notRead = new Set<number>();
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
        if (!readField(draft, workstream, column, { text, line })) notRead.add(at);
      }
    }
  }
  const isRead = (at: number) =>
    columns[at] !== null && !notRead.has(at) && (columns[at] !== 'workstream' || at === name);
  const read = [...columns.keys()].filter(isRead);
  passOver(draft, block, read);
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
    workstream.owners.push(...peopleIn(field?.rest ?? ''));
    const rest = (field?.rest ?? '').replace(/`[^`]*`|@[\w/-]+/g, ' ');
    if (/\p{L}{3}/u.test(rest))
      draft.passedOver.push({ line: item.line, to: item.line, why: PROSE });
    for (const nested of item.items) {
      if (readItem(draft, workstream, nested)) continue;
      if (nested.box) workstream.tasks.push(...itemPoints(nested));
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
    letter: seed.letter ?? null,
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
    sections: seed.sections ?? [],
  };
  draft.workstreams.push(workstream);
  return workstream;
}

/** The name of a branch as it is where the plan takes it for a name, else made into one. */
function usable(branch: string | undefined): string {
  if (branch === undefined) return '';
  return /^(?![0-9]+$)[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(branch) ? branch : slug(branch);
}
