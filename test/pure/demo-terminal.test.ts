import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readOptions } from '#demo/options.ts';
import { matchingRefs } from '#demo/own-repository.ts';
import { columns, mark, palette, printable, wrapped } from '#demo/story/palette.ts';
import { readable } from '#demo/story/readable.ts';
import { screen } from '#demo/story/screen.ts';
import { nodeTypes, visibleText } from '#demo/story/visible.ts';
import { anyText } from '../any-text.ts';

const plain = palette(false);

describe('Markdown for a terminal', () => {
  test('reads like the page on GitHub', () => {
    const markdown = `
## 1 conflict with \`storage\`

Land **storage** first, then merge \`main\` into
this branch[.](https://x.example) <!-- weir:key -->

| head | owner |
| :--- | ----: |
| \`a\\|b\` | Ann & Bo |
| long name | C |

<details><summary>What git said</summary>

\`\`\`
CONFLICT (content)
\`\`\`

- one
- two
  1. deeper

</details>

> quoted &lt;b&gt;<br>next
`;
    expect(readable(markdown, 40, plain).join('\n')).toMatchInlineSnapshot(`
"1 conflict with storage

Land storage first, then merge main into
this branch.

head       owner
a|b        Ann & Bo
long name  C

▾ What git said

    CONFLICT (content)

• one
• two
  1. deeper

│ quoted <b>
│ next"
`);
  });

  test('never lets a text steer the terminal', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const lines = [
          printable(text),
          ...readable(text, 60, plain),
          ...wrapped(printable(text), 60),
        ];
        expect(lines.join('')).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
      }),
    );
  });

  test.each([
    ['an escape sequence', 'a\x1b[31mb', 'a\\u{1b}[31mb'],
    ['a mark that turns the direction', 'a\u202eb', 'a\\u{202e}b'],
    ['a tab', 'a\tb', 'a  b'],
    ['the empty character in @\u200bteam', '@\u200bteam', '@team'],
    ['a line break', 'a\nb', 'a\nb'],
  ])('%s is written out or dropped', (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });
});

test('columns are as wide as their widest cell, colours not counted', () => {
  const coloured = palette(true);
  expect(
    columns([
      ['a', coloured.bad('bb'), 'c'],
      ['aaa', 'b', 'd'],
    ]),
  ).toEqual(['a    \x1b[31mbb\x1b[39m  c', 'aaa  b   d']);
});

test.each([
  ['success', '✔'],
  ['neutral', '!'],
  ['failure', '✖'],
  ['action_required', '?'],
  ['timed_out', '?'],
  [null, '?'],
])('a conclusion of %s is marked %s', (conclusion, shown) => {
  expect(mark(conclusion, plain)).toBe(shown);
});

test('a spinner turns on a terminal and is gone afterwards; elsewhere nothing is drawn', async () => {
  const shown = async (isTTY: boolean) => {
    let text = '';
    const write = (more: string) => {
      text += more;
    };
    const to = screen({ write, isTTY, columns: 80 }, {});
    expect(await to.during('Merging', async () => 7)).toBe(7);
    await expect(to.during('Failing', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    to.line('Done.');
    return text;
  };
  expect(await shown(false)).toBe('Done.\n');
  expect(await shown(true)).toBe(
    '\r  ⠋ \x1b[2mMerging\x1b[22m\x1b[K\r\x1b[K\r  ⠋ \x1b[2mFailing\x1b[22m\x1b[K\r\x1b[KDone.\n',
  );
});

describe('what a reader sees of Markdown', () => {
  test('is text and code, not markup and not comments', () => {
    expect(visibleText('a `b|c` <!-- d --> **e** [f](http://g) <b>h</b>')).toBe('a b|c  e f h');
  });

  test('shows when a name became markup', () => {
    expect(nodeTypes('`![x](y)`').has('image')).toBe(false);
    expect(nodeTypes('![x](y)').has('image')).toBe(true);
  });
});

describe('options of weir demo', () => {
  test('are read', () => {
    expect(readOptions(['--once', '--json', 'out.json', '--port', '8080'])).toMatchObject({
      once: true,
      json: 'out.json',
      port: 8080,
    });
    const own = readOptions(['--repo', '.', '--base', 'dev', '--head', 'a/*', 'b', '--head', 'c']);
    expect(own).toMatchObject({ repo: '.', base: 'dev', heads: ['a/*', 'c', 'b'] });
  });

  test.each([
    [['--port', '0'], '--port 0 is not a port. Give a number from 1 to 65535.'],
    [['--port', 'x'], '--port x is not a port. Give a number from 1 to 65535.'],
    [['--repo', '.'], '--repo needs heads to compare. Add --head and names or globs'],
    [['--head', 'x'], '--base and --head belong to --repo.'],
    [['--base', 'x'], '--base and --head belong to --repo.'],
    [['once'], 'once is not an option.'],
    [['--onse'], "Unknown option '--onse'"],
    [['--json'], "Option '--json <value>' argument missing"],
  ])('%j are refused with what to do', (argv, message) => {
    expect(readOptions(argv)).toEqual(expect.stringContaining(message));
  });
});

test('heads are chosen by branch, by remote branch or by full name', () => {
  const listed = [
    'a1 commit refs/heads/feature/one',
    'a2 commit refs/heads/.hidden/two',
    'a3 commit refs/remotes/origin/feature/three',
    'a4 commit refs/remotes/origin/HEAD',
    'a5 tag refs/tags/feature/v1',
    'a6 commit refs/pull/7/head',
  ].join('\n');
  const chosen = (...globs: string[]) => matchingRefs(listed, globs).map(({ branch }) => branch);
  expect(chosen('feature/*')).toEqual(['feature/one']);
  expect(chosen('**/feature/*')).toEqual(['feature/one', 'origin/feature/three']);
  expect(chosen('refs/pull/*/head')).toEqual(['pull/7/head']);
  expect(chosen('*/two', 'feature/on')).toEqual(['.hidden/two']);
  expect(chosen('**')).not.toContain('origin/HEAD');
});
