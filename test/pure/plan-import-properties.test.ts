import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { yamlIn } from '#src/plan/import/pairs.ts';
import { importPlan } from '#src/plan/import.ts';
import { parsePlan } from '#src/plan/parse.ts';
import { processorTime } from '../processor-time.ts';
import { runs } from '../properties.ts';
import { read } from '../tree.ts';

/** Either a file that plan check reads without errors, the same every time, or a sentence. */
function holds(text: string): void {
  const result = importPlan(text, 'plan.md');
  if (!result.ok) {
    expect(result.refused).toMatch(/^[A-Z].*\.$/s);
    return;
  }
  const parsed = parsePlan(result.yaml);
  expect(parsed.ok ? [] : parsed.problems).toEqual([]);
  expect(load(result.yaml)).toEqual(JSON.parse(JSON.stringify(result.plan)));
  expect(importPlan(text, 'plan.md')).toEqual(result);
  const lines = text.split(/\r\n?|\n/).length;
  for (const { line, message } of result.findings) {
    expect(line >= 1 && line <= lines).toBe(true);
    expect(message).toMatch(/^[^\n]{10,}[.?]$/);
  }
}

const DOCUMENTS = ['test/fixtures/phase2-orchestration.md', 'test/fixtures/plans/tables.md'].map(
  (path) => read(path).split('\n'),
);

/** What breaks readers of Markdown, YAML and code when it stands where nobody expects it. */
const ODD = fc.constantFrom(
  ...[
    '',
    '"',
    "'",
    '`',
    '```',
    '~~~',
    '|',
    '| a | b |',
    '|---|---|',
    '# ',
    '---',
    '===',
    '- [x] ',
    '**',
    ': ',
  ],
  ...[
    '→',
    '\u202e',
    '\0',
    '\ud800',
    '😀',
    '{',
    '}',
    '[',
    ']',
    '&a',
    '*a',
    '!!x',
    '%',
    '\t',
    '<!--',
    '> ',
    '~',
  ],
  ...[
    'workstreams:',
    'dependencies:',
    'yaml',
    'null',
    'true',
    '__proto__',
    'constructor:',
    '\u2028',
    '\x7f',
  ],
  ...[
    '\ufeff',
    '\r',
    '### Workstream 9: Same',
    'Branch: `feature/x`',
    'Depends on: Workstream 3',
    '### Tasks',
  ],
  ...[
    '## Risk',
    '## Success criteria',
    '- [ ] Zero conflicts',
    'Status: a → b',
    '1e9',
    'Version: ',
    '## 日本語',
  ],
);

/** One change to a document: lines taken out, moved, doubled, broken in two by something odd. */
const change = fc.tuple(
  fc.constantFrom('drop', 'move', 'double', 'break', 'insert', 'cut'),
  fc.nat(400),
  fc.nat(400),
  fc.nat(60),
  ODD,
);

function changed(
  lines: readonly string[],
  changes: readonly [string, number, number, number, string][],
): string {
  const out = [...lines];
  for (const [how, first, second, at, odd] of changes) {
    const [a, b] = [first % out.length, second % out.length];
    const line = out[a] ?? '';
    if (how === 'drop') out.splice(a, 1 + (at % 4), '');
    if (how === 'move') out.splice(b, 0, ...out.splice(a, 1 + (at % 20)));
    if (how === 'double') out.splice(b, 0, line);
    if (how === 'break') out[a] = line.slice(0, at) + odd + line.slice(at);
    if (how === 'insert') out.splice(a, 0, odd);
    if (how === 'cut') out[a] = line.slice(at);
  }
  return out.join('\n');
}

test('a real plan with anything broken in it gives a valid file or a sentence', () => {
  const documents = fc.constantFrom(...DOCUMENTS);
  fc.assert(
    fc.property(documents, fc.array(change, { minLength: 1, maxLength: 12 }), (lines, changes) => {
      holds(changed(lines, changes));
    }),
    runs(12),
  );
});

test('any Markdown gives a valid file or a sentence', () => {
  const line = fc.oneof(
    { weight: 3, arbitrary: ODD },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
    {
      weight: 1,
      arbitrary: fc.tuple(ODD, ODD, fc.string({ maxLength: 9 })).map((parts) => parts.join('')),
    },
  );
  const start = fc.constantFrom(
    '',
    '## Workstream 1: One\n',
    '| Workstream | Branch |\n|-|-|\n| a | b/c |\n\n',
  );
  fc.assert(
    fc.property(start, fc.array(line, { maxLength: 25 }), (before, lines) => {
      holds(before + lines.join('\n'));
    }),
    runs(40),
  );
});

const START = '## Workstream 1: A\nBranch: feature/a\n\n';

test.each([
  ['a line of a megabyte', `${START}${'word `x` **b** '.repeat(70_000)}`],
  ['half a megabyte of emphasis', `${START}${'*a _b '.repeat(80_000)}`],
  ['quotes in code', `${START}## approvals\n\`\`\`rust\n${'"'.repeat(200_000)}`],
  [
    'declarations that never end',
    `${START}## contracts\n\`\`\`rust\n${'trait Very {\n'.repeat(200)}${`"${'\\"'.repeat(490)}\n`.repeat(320)}`,
  ],
  ['lists in lists in lists', `${START}${'- '.repeat(200)}x\n${'> '.repeat(5000)}y\n`],
  ['brackets in YAML', `${START}\`\`\`yaml\n${'['.repeat(50_000)}`],
  [
    'a table of very many workstreams',
    `| Workstream | Branch |\n|-|-|\n${Array.from({ length: 500 }, (_, n) => `| W${n}x | f/w${n} |\n`).join('')}`,
  ],
])('%s gives a valid file or a sentence, and soon', (_name, text) => {
  const begun = processorTime();
  holds(text);
  // Ten times what it takes on a slow machine.
  expect(processorTime() - begun).toBeLessThan(30_000);
});

test('keys in TOML have their lines, however many there are', () => {
  const fence = (text: string) =>
    yamlIn({ kind: 'code', lang: 'toml', text, first: 10, line: 9, to: 9 });
  const tables = fence('[a]\nx = 1\n\n[b]\n y = 1\n "x y" = 2\n\n[c.d]\nx = 3\n');
  const paths = [['a'], ['a', 'x'], ['b', 'y'], ['b'], ['c', 'd', 'x'], ['none']];
  expect(paths.map((path) => tables?.lineOf(path))).toEqual([10, 11, 14, 13, 18, 10]);
  const rows = Array.from({ length: 6_500 }, (_, at) => `k${at} = 1`);
  const many = fence(rows.join('\n'));
  const begun = processorTime();
  expect(rows.map((_, at) => many?.lineOf([`k${at}`]))).toEqual(rows.map((_, at) => 10 + at));
  expect(processorTime() - begun).toBeLessThan(1_000);
});
