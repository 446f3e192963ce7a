/** Blocks that say something about several workstreams at once: dependencies, metrics, whole plans in YAML. Pure. */
import { parseMetric } from '../quantities.ts';
import type { Block } from './document.ts';
import { type Draft, type DraftWorkstream, say } from './draft.ts';
import { dependencyNames, nameOf, readField } from './fields.ts';
import { type Meanings, meanings } from './names.ts';
import { type Fence, linesOf, mapping, type Pair, pairsOf, textsOf, yamlIn } from './pairs.ts';
import { noteAlias } from './people.ts';
import { bareValue, clean, enumerated, quoted } from './phrases.ts';
import { pointsInYaml } from './points.ts';
import { columnOf, passOver } from './tables.ts';
import { add, branchIn } from './workstreams.ts';

/** Who waits for whom. */
export function readDependencies(block: Block, draft: Draft, names: Meanings): boolean {
  const fence = yamlIn(block);
  if (fence) {
    const root = mapping(fence.root.dependencies) ?? fence.root;
    return dependenciesOf(root, fence, draft, names);
  }
  if (block.kind === 'table') {
    const columns = block.head.map(columnOf);
    const [own, depends, enables] = (['workstream', 'depends', 'enables'] as const).map((one) =>
      columns.indexOf(one),
    );
    if ((depends ?? -1) < 0 && (enables ?? -1) < 0) return false;
    passOver(draft, block, [Math.max(0, own ?? 0), depends ?? -1, enables ?? -1]);
    let any = false;
    for (const { cells, line } of block.rows) {
      const of = workstreamOf(bareValue(cells[Math.max(0, own ?? 0)] ?? ''), line, draft, names);
      if (!of) continue;
      any = true;
      addDependencies(
        of,
        dependencyNames(cells[depends ?? -1] ?? ''),
        enumerated(cells[enables ?? -1] ?? ''),
        line,
      );
    }
    return any;
  }
  sayArrows(block, draft, names);
  const pairs = [...pairsOf(block), ...sentencesOf(block)].filter(
    ({ key, line }) =>
      names.find(key) && !draft.findings.some((one) => one.kind === 'arrow' && one.line === line),
  );
  for (const { key, values, text, line } of pairs) {
    const of = workstreamOf(key, line, draft, names);
    const needs = text.replace(/^(?:depends on|needs|requires|after|waits for)\s+/i, '');
    const written = needs === '' ? values.flatMap(dependencyNames) : dependencyNames(needs);
    if (of) addDependencies(of, written, [], line);
  }
  return pairs.length > 0;
}

/** `Storage → Kernel` says that they belong together, not which of them waits. */
function sayArrows(block: Block, draft: Draft, names: Meanings): void {
  for (const { text, line } of linesOf(block)) {
    const [left, right, ...more] = text.split(/\s*(?:→|->|=>)\s*/);
    const isPair = right !== undefined && more.length === 0 && names.find(bareValue(left ?? ''));
    if (!isPair || !names.find(bareValue(right))) continue;
    const message = `${quoted([text])} does not say which of the two waits for the other, so it was left out. Write it as "A depends on B".`;
    say(draft, 'gap', 'arrow', line, message);
  }
}

/** `Storage depends on Kernel and Search.` */
function sentencesOf(block: Block): Pair[] {
  return linesOf(block).flatMap(({ text, line }) => {
    const [, key = '', needs = ''] =
      /^(.{1,80}?)\s+(?:depends on|needs|requires|waits for|is blocked by)\s+(.{1,300}?)[.;]?$/i.exec(
        text,
      ) ?? [];
    return key === '' || key.includes(':') ? [] : [{ key, text: needs, values: [], line }];
  });
}

function dependenciesOf(
  root: Record<string, unknown>,
  { lineOf, root: whole }: Fence,
  draft: Draft,
  names: Meanings,
): boolean {
  const before = root === whole ? [] : ['dependencies'];
  let any = false;
  for (const [key, value] of Object.entries(root)) {
    const path = [...before, key];
    const said = mapping(value);
    const needs = said ? (said.depends_on ?? said.depends ?? said.requires ?? said.needs) : value;
    const allows = said?.enables ?? said?.unblocks ?? [];
    if (needs === undefined && !said?.enables && !said?.unblocks) continue;
    const of = workstreamOf(key, lineOf(path), draft, names);
    if (!of) continue;
    any = true;
    const line = lineOf(said ? [...path, 'depends_on'] : path);
    const enabled = lineOf(said ? [...path, 'enables'] : path);
    addDependencies(of, optionalOf(needs), [], line);
    addDependencies(of, [], textsOf(allows), enabled);
    draft.heard.add(line).add(enabled);
  }
  return any;
}

/** Names, each with whether a mapping calls it optional. */
function optionalOf(value: unknown): { name: string; optional: boolean }[] {
  if (!Array.isArray(value)) return textsOf(value).flatMap(dependencyNames);
  return value.flatMap((one) => {
    const said = mapping(one);
    const optional = said?.optional === true;
    return textsOf([one]).map((name) => ({ name: bareValue(name), optional }));
  });
}

function addDependencies(
  of: DraftWorkstream,
  needs: readonly { name: string; optional: boolean }[],
  enables: readonly string[],
  line: number,
): void {
  of.depends.push(...needs.map(({ name, optional }) => ({ text: name, optional, line })));
  of.enables.push(...enables.map((text) => ({ text, line })));
}

/** The workstream of a key; one that is unknown is reported. */
function workstreamOf(
  key: string,
  line: number,
  draft: Draft,
  names: Meanings,
): DraftWorkstream | null {
  const found = names.find(key);
  const own = draft.workstreams.find(({ name }) => name === found?.name);
  if (own) {
    noteAlias(draft, own.name, key, line);
    return own;
  }
  const near = names.nearest(key);
  const meant =
    near === null ? 'Write the name of the workstream.' : `Did you mean ${quoted([near])}?`;
  const message = `${quoted([key])} is no workstream of this document, so what it says here was left out. ${meant}`;
  say(draft, 'gap', 'not-a-workstream', line, message);
  return null;
}

/** Metrics of workstreams, as YAML or as a table. */
export function readMetrics(
  block: Block,
  draft: Draft,
  names: Meanings,
  around: DraftWorkstream | null,
): boolean {
  const fence = yamlIn(block);
  if (fence) return metricsOf(fence, draft, names, around);
  if (block.kind === 'table') return metricRows(block, draft, names, around);
  if (!around) return false;
  const pairs = pairsOf(block).filter(({ key, text }) => nameOf(key) !== '' && text !== '');
  return pairs
    .map(({ key, text, line }) => addMetric(draft, around, key, text, line))
    .some(Boolean);
}

function metricsOf(
  fence: Fence,
  draft: Draft,
  names: Meanings,
  around: DraftWorkstream | null,
): boolean {
  const wrapped = mapping(fence.root.metrics) ?? mapping(fence.root.success_metrics);
  const before = wrapped ? [mapping(fence.root.metrics) ? 'metrics' : 'success_metrics'] : [];
  let any = false;
  for (const [key, value] of Object.entries(wrapped ?? fence.root)) {
    const path = [...before, key];
    const texts = metricTexts(value);
    const inside = (at: string[], metric: unknown) => {
      if (metricText(metric) === '') return;
      for (const half of ['target', 'current'])
        if (mapping(metric)?.[half] !== undefined) draft.heard.add(fence.lineOf([...at, half]));
    };
    const own =
      around &&
      !names.find(key) &&
      (typeof value === 'string' || mapping(value)?.target !== undefined);
    if (own) {
      any = addMetric(draft, around, key, metricText(value), fence.lineOf(path)) || any;
      inside(path, value);
      continue;
    }
    if (texts.length === 0) continue;
    const of = workstreamOf(key, fence.lineOf(path), draft, names);
    if (!of) continue;
    for (const [name, text] of texts) {
      any = addMetric(draft, of, name, text, fence.lineOf([...path, name])) || any;
      inside([...path, name], mapping(value)?.[name]);
    }
  }
  return any;
}

function metricTexts(value: unknown): [string, string][] {
  return Object.entries(mapping(value) ?? {})
    .map(([name, metric]): [string, string] => [name, metricText(metric)])
    .filter(([, text]) => text !== '');
}

function metricText(metric: unknown): string {
  if (typeof metric === 'string' || typeof metric === 'number') return clean(`${metric}`);
  const { target, current } = mapping(metric) ?? {};
  if (typeof target !== 'string' && typeof target !== 'number') return '';
  const now =
    typeof current === 'string' || typeof current === 'number' ? `, current: ${current}` : '';
  return `target: ${target}${now}`;
}

function metricRows(
  block: Extract<Block, { kind: 'table' }>,
  draft: Draft,
  names: Meanings,
  around: DraftWorkstream | null,
): boolean {
  const columns = block.head.map(columnOf);
  const at = (column: string) => columns.indexOf(column as never);
  if (at('metric') < 0 || at('target') < 0) return false;
  let last: DraftWorkstream | null = around;
  let any = false;
  for (const { cells, line } of block.rows) {
    const whose = bareValue(cells[at('workstream')] ?? '');
    if (whose !== '') last = workstreamOf(whose, line, draft, names);
    if (!last) continue;
    const current = cells[at('current')] ?? '';
    const text = `target: ${cells[at('target')]}${current === '' ? '' : `, current: ${current}`}`;
    any = addMetric(draft, last, bareValue(cells[at('metric')] ?? ''), text, line) || any;
  }
  passOver(draft, block, ['workstream', 'metric', 'target', 'current'].map(at));
  return any;
}

function addMetric(
  draft: Draft,
  own: DraftWorkstream,
  written: string,
  text: string,
  line: number,
): boolean {
  const name = nameOf(written).replaceAll('/', '-');
  if (name === '' || text === '') return false;
  if (!parseMetric(text)) {
    const message = `The metric ${quoted([written])} has no goal that can be measured: ${quoted([text])}. Write it as "target: >80%, current: 0%".`;
    say(draft, 'gap', 'metric', line, message);
    return true;
  }
  if (own.metrics.some((metric) => metric.name === name)) {
    say(
      draft,
      'contradiction',
      'two-metrics',
      line,
      `${quoted([written])} stands here a second time; the first one was taken. Keep one of them.`,
    );
    return true;
  }
  own.metrics.push({ name, text, line });
  return true;
}

/** Workstreams that YAML describes under `workstreams:`. */
export function workstreamsInYaml(block: Block, draft: Draft): boolean {
  const fence = yamlIn(block);
  const all = mapping(fence?.root.workstreams);
  if (!fence || !all) return false;
  for (const [key, value] of Object.entries(all)) {
    const said = mapping(value);
    const line = fence.lineOf(['workstreams', key]);
    const word = (name: string) =>
      typeof said?.[name] === 'string' ? clean(said[name] as string) : null;
    const branch = branchIn(word('branch') ?? '');
    const number =
      typeof said?.number === 'number' && Number.isInteger(said.number) && said.number > 0
        ? said.number
        : null;
    const found = meanings(draft.workstreams).find(key);
    const own =
      draft.workstreams.find(({ name }) => name === found?.name) ??
      add(draft, { line, number, title: word('title'), branch, name: nameOf(key) });
    if (!own) return true;
    for (const [name, one] of Object.entries(said ?? {})) {
      const column = columnOf(name.replaceAll('_', ' '));
      const at = fence.lineOf(['workstreams', key, name]);
      const listed = Array.isArray(one)
        ? textsOf(one)
        : typeof one === 'string'
          ? [clean(one)]
          : [];
      if (column === 'workstream' || (column === 'number' && own.number === one))
        draft.heard.add(at);
      if (column === null || column === 'workstream') continue;
      if (column === 'depends') {
        addDependencies(own, optionalOf(one), [], at);
        continue;
      }
      if (column === 'tasks') own.tasks.push(...pointsInYaml(one, at));
      else for (const text of listed) readField(draft, own, column, { text, line: at });
    }
    for (const [name, text] of metricTexts(said?.metrics)) {
      addMetric(draft, own, name, text, fence.lineOf(['workstreams', key, 'metrics', name]));
    }
  }
  return true;
}
