import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  bullets,
  bytes,
  code,
  codeBlock,
  details,
  fitSections,
  heading,
  link,
  listWords,
  marker,
  numbered,
  plain,
  plural,
  prose,
  table,
  text,
} from '#src/markdown.ts';
import { anyText } from '../any-text.ts';
import { hostile, LIVE, nodes, parse, values } from '../hostile.ts';
import { runs } from '../properties.ts';

/** Places that Markdown made from data stands in, and how to find it again. */
const SURROUNDINGS: Record<string, (markdown: string) => string> = {
  paragraph: (x) => x,
  sentence: (x) => `Both change ${x}, says alice.`,
  'table cell': (x) =>
    table(
      ['File', 'Who'],
      [
        [x, 'alice'],
        ['b', x],
      ],
    ),
  'list item': (x) => bullets([x, 'b']),
  'numbered item': (x) => numbered([x, 'b']),
  heading: (x) => heading(3, x),
  details: (x) => details('More', x),
  'quoted list in details': (x) => details('More', bullets([`${x}\n${x}`])),
};

/** Everything that only our own Markdown may bring into a tree. */
function shape(markdown: string): string {
  return nodes(parse(markdown))
    .filter((node) => !['text', 'inlineCode', 'break'].includes(node.type))
    .map((node) => (node.type === 'html' ? node.value : node.type))
    .join(' ');
}

describe('untrusted text shows and does nothing else', () => {
  test.each(Object.entries(SURROUNDINGS))('in a %s', (_, put) => {
    const [asCode, asText] = [shape(put('`x`')), shape(put('x'))];
    fc.assert(
      fc.property(hostile, (s) => {
        expect(shape(put(code(s)))).toBe(asCode);
        expect(shape(put(text(s) || 'x'))).toBe(asText);
        for (const value of values(put(`${code(s)} ${text(s)}`), 'text'))
          expect(value).not.toMatch(LIVE);
      }),
      runs(75),
    );
  });

  test('in a summary line, where GitHub reads HTML', () => {
    fc.assert(
      fc.property(hostile, (s) => {
        const [opening] = values(details(text(s), 'body'), 'html');
        const inside = /^<details><summary>(.*)<\/summary>$/s.exec(opening ?? '')?.[1] ?? '<';
        expect(inside).not.toMatch(/[<>\n]/);
        expect(decode(inside)).not.toMatch(LIVE);
        expect(values(details(text(s), 'body'), 'text')).toEqual(['body']);
      }),
      runs(200),
    );
  });

  test('and what was meant can be read back from a code span', () => {
    const short = hostile.filter((s) => [...s].length <= 120 && s !== '');
    fc.assert(
      fc.property(short, fc.constantFrom(...Object.values(SURROUNDINGS)), (s, put) => {
        for (const shown of values(put(code(s)), 'inlineCode')) expect(readBack(shown)).toBe(s);
      }),
      runs(200),
    );
  });

  test('and the words of a title can be read back', () => {
    const short = hostile.filter((s) => [...s].length <= 400);
    fc.assert(
      fc.property(short, (s) => {
        const shown = values(text(s), 'text').join('').replaceAll('\u200b', '');
        const words = s.replace(/[\s\u0085]+/g, ' ').trim();
        expect(
          shown.replace(/\\u\{([0-9a-f]+)\}/g, (_, point) =>
            String.fromCodePoint(Number.parseInt(point, 16)),
          ),
        ).toBe(words);
      }),
      runs(200),
    );
  });

  test('also as a block of several lines', () => {
    fc.assert(
      fc.property(hostile, (s) => {
        const tree = parse(codeBlock(s, 'text'));
        expect(tree.children.map((child) => child.type)).toEqual(['code']);
        expect(codeBlock(s)).not.toMatch(/[\u202e\u2066\u200b\u0000\u001b]/);
      }),
      runs(200),
    );
  });
});

/** What a reader makes of a code span: the escapes undone, the break after `@` overlooked. */
function readBack(shown: string): string {
  return shown
    .replaceAll('\u200b', '')
    .replace(/\\(?:u\{([0-9a-f]+)\}|(.))/g, (_, point?: string, letter?: string) =>
      point === undefined
        ? ({ n: '\n', t: '\t', r: '\r' }[letter ?? ''] ?? letter ?? '')
        : String.fromCodePoint(Number.parseInt(point, 16)),
    );
}

function decode(html: string): string {
  return html
    .replace(/&#(\d+);/g, (_, point) => String.fromCodePoint(Number(point)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

const seen = (markdown: string) => markdown.replaceAll('\u200b', '(break)');

test.each([
  ['src/a.txt', '`src/a.txt`'],
  ['', '(empty)'],
  ['   ', '`   `'],
  [' a', '`  a `'],
  ['a`b', '``a`b``'],
  ['`a``b`', '``` `a``b` ```'],
  ['a|b', '`a|b`'],
  ['a\nb\tc\\n', '`a\\nb\\tc\\\\n`'],
  ['a\u202eb\u00a0c', '`a\\u{202e}b\\u{a0}c`'],
  ['@acme/qa a@b.example a@ b', '`@(break)acme/qa a@(break)b.example a@ b`'],
  ['日本/é.txt', '`日本/é.txt`'],
  ['x'.repeat(121), `\`${'x'.repeat(60)}…${'x'.repeat(59)}\``],
])('code(%j)', (s, expected) => {
  expect(seen(code(s))).toBe(expected);
});

test.each([
  ['Fix snake_case in a-b (c), twice!', 'Fix snake_case in a-b (c), twice!'],
  ['_x_ *y* `z`', '&#95;x&#95; &#42;y&#42; &#96;z&#96;'],
  ['a & b < c', 'a &amp; b &lt; c'],
  ['&amp;', '&amp;amp;'],
  [' two\n lines ', 'two lines'],
  ['- item', '&#45; item'],
  ['1. one 2. two', '1&#46; one 2. two'],
  ['C# and #12, GH-3', 'C# and #(break)12, GH-(break)3'],
  ['ask @alice', 'ask @(break)alice'],
  ['see https://a.example, www.b.example', 'see https:(break)//a.example, www(break).b.example'],
  ['a\u202eb', 'a&#92;u{202e}b'],
  ['family 👩‍👩‍👧 ❤️ x\u200dy', 'family 👩‍👩‍👧 ❤️ x&#92;u{200d}y'],
])('text(%j)', (s, expected) => {
  expect(seen(text(s))).toBe(expected);
});

test.each([
  ['Both change src/a.txt and b', 'Both change `src/a.txt` and b'],
  [
    'src/a.txt is not xsrc/a.txt, src/a.txt.bak or src/a.txt/b',
    '`src/a.txt` is not xsrc/a.txt, `src/a.txt`.bak or src/a.txt/b',
  ],
  ['- `a*b` by @alice', '&#45; `a*b` by @(break)alice'],
  ['odd ` tick in x|y.rs', 'odd &#96; tick in `x|y.rs`'],
  ['`a``b`', '`a`(break)`b`'],
  ['', ''],
])('prose(%j) knows paths when it is told them', (s, expected) => {
  expect(seen(prose(s, ['src/a.txt', 'b', 'x|y.rs']))).toBe(expected);
});

test('prose is as harmless as text, whatever the names', () => {
  fc.assert(
    fc.property(hostile, hostile, (s, name) => {
      const markdown = prose(`Both ${name} change ${s}`, [name, s]);
      expect(new Set(nodes(parse(markdown)).map(({ type }) => type))).toEqual(
        new Set([
          ...['root', 'paragraph', 'text'],
          ...(markdown.includes('`') ? ['inlineCode'] : []),
        ]),
      );
      for (const value of values(markdown, 'text')) expect(value).not.toMatch(LIVE);
    }),
    runs(200),
  );
});

test('plain text is one visible line', () => {
  expect(plain('a\nb\u202ec\u001b[31m*@x*')).toBe('a\\nb\\u{202e}c\\u{1b}[31m*@x*');
  expect(plain('abcdefgh', 5)).toBe('ab…gh');
});

test('a table keeps its columns whatever stands in a cell', () => {
  expect(
    table(
      ['File', 'Who'],
      [
        [code('a|b'), text('c|d')],
        ['two\nlines', 'e \\| f'],
      ],
    ),
  ).toBe(
    ['| File | Who |', '| --- | --- |', '| `a\\|b` | c&#124;d |', '| two lines | e \\| f |'].join(
      '\n',
    ),
  );
  expect(() => table(['File'], [['a', 'b']])).toThrow('a row has 2 cells, the table 1 columns');
});

test.each([
  ['https://github.example/acme/river/pull/3', '[x](https://github.example/acme/river/pull/3)'],
  ['https://a.example/b?c=1&lt=2#d', '[x](https://a.example/b?c=1&amp;lt=2#d)'],
  [
    'https://a.example/(b)<c>*[d]|`\ud800',
    '[x](https://a.example/%28b%29%3Cc%3E%2A%5Bd%5D%7C%60%EF%BF%BD)',
  ],
  ['javascript:alert(1)', 'x'],
  ['https://github.com@evil.example/', 'x'],
  ['https://', 'x'],
  ['//a.example', 'x'],
  ['https://a.example\n/x', 'x'],
])('link to %j', (url, expected) => {
  expect(link('x', url)).toBe(expected);
});

describe('fitSections', () => {
  const [a, b, c] = ['a'.repeat(200), 'b'.repeat(200), 'c'.repeat(200)];
  const sections = [
    { markdown: 'verdict', priority: 9 },
    { markdown: a, priority: 5, shorter: 'a' },
    { markdown: b, priority: 1, shorter: 'b' },
    { markdown: c, priority: 1 },
  ];
  const oneLeft = '_1 section left out, because GitHub shows only so much text._ Ask `weir`.';
  const twoLeft = '_2 sections left out, because GitHub shows only so much text._ Ask `weir`.';

  test.each([
    [613, ['verdict', a, b, c]],
    [612, ['verdict', a, 'b', c]],
    [413, ['verdict', a, 'b', oneLeft]],
    [280, ['verdict', 'a', twoLeft]],
  ])('in %d bytes', (most, expected) => {
    expect(fitSections(sections, most, 'Ask `weir`.').split('\n\n')).toEqual(expected);
  });

  test('never gives more bytes than allowed, never a part of a section', () => {
    const section = fc.record(
      {
        markdown: anyText({ minLength: 1 }).map((s) => text(s) || 'x'),
        priority: fc.nat(3),
        shorter: fc.constant('-'),
      },
      { requiredKeys: ['markdown', 'priority'] },
    );
    fc.assert(
      fc.property(fc.array(section), fc.integer({ min: 80, max: 400 }), (some, most) => {
        const fitted = fitSections(some, most);
        expect(bytes(fitted)).toBeLessThanOrEqual(most);
        const whole = some.map(({ markdown }) => markdown).join('\n\n');
        if (bytes(whole) <= most) expect(fitted).toBe(whole);
        else expect(fitted).toMatch(/left out|(^|\n\n)-(\n\n|$)/);
      }),
    );
  });
});

test('a marker is a comment that readers do not see, and takes nothing that could end it', () => {
  expect(marker('reply-7')).toBe('<!-- weir:reply-7 -->');
  for (const key of ['', 'a b', 'A', 'a--b', '-a', 'a-', 'a\n', 'a>'])
    expect(() => marker(key)).toThrow('not a marker key');
});

test('numbers and lists in words', () => {
  expect([
    plural(1, 'file'),
    plural(0, 'file'),
    plural(1234567, 'file'),
    plural(2, 'branch', 'branches'),
  ]).toEqual(['1 file', '0 files', '1,234,567 files', '2 branches']);
  expect(
    [[], ['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd']].map((items) =>
      listWords(items, 3),
    ),
  ).toEqual(['', 'a', 'a and b', 'a, b and c', 'a, b, c and 1 more']);
  expect(bytes('é日👩')).toBe(9);
});
