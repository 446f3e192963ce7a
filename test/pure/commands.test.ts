import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  COMMANDS,
  helpMarkdown,
  nearest,
  parseCommands,
  unknownCommandMarkdown,
} from '#src/commands.ts';
import { anyText } from '../any-text.ts';
import { processorTime } from '../processor-time.ts';
import { runs } from '../properties.ts';

/** Calls as one line each: `integrate with a|b`. */
const calls = (body: string) =>
  parseCommands(body).map(({ name, args }) => [name, ...args].join(' | '));

describe('a line that begins with a command runs it', () => {
  test.each<[string, string[]]>([
    ['/integrate', ['integrate']],
    ['/help', ['help']],
    ['/Integrate', ['integrate']],
    ['   /integrate   ', ['integrate']],
    ['/integrate\r\n/help\r\n', ['integrate', 'help']],
    ['Please:\n/integrate\nThank you', ['integrate']],
    ['Please:\n\n/integrate\n\nThank you', ['integrate']],
    ['One  \n/integrate', ['integrate']],
    ['/integrate with a b', ['integrate | with | a | b']],
    ['/integrate with a,b, c ,, d', ['integrate | with | a | b | c | d']],
    ['/integrate with "a b" \'c d\' `e f` ""', ['integrate | with | a b | c d | e f']],
    [
      '/integrate with feature/x #12 acme:y_z-w',
      ['integrate | with | feature/x | #12 | acme:y_z-w'],
    ],
    [
      '/integrate with *a* a_b_c ~d~ https://x.y',
      ['integrate | with | *a* | a_b_c | ~d~ | https://x.y'],
    ],
    ["/integrate with it's", ["integrate | with | it's"]],
    ['/integrate with bob@example.com', ['integrate | with | bob@example.com']],
    ['Ask bob@example.com\n/integrate', ['integrate']],
    ['/integrate with a <!-- and b --> c', ['integrate | with | a | c']],
    ['/integrate with a <!-- x\ny --> c', ['integrate | with | a']],
    ['/integrate\n/integrate\n/integrate with x', ['integrate', 'integrate | with | x']],
    ['> quoted\n\n/integrate', ['integrate']],
    ['```\ncode\n```\n/integrate', ['integrate']],
    ['- item\n\n/integrate', ['integrate']],
    ['# Heading\n/integrate', ['integrate']],
    ['| a |\n|---|\n| b |\n\n/integrate', ['integrate']],
    ['<details><summary>Log</summary>\n\nfine\n\n</details>\n\n/integrate', ['integrate']],
    ['Say `<details>` or Vec<String>\n\n/integrate', ['integrate']],
    ['Title\n===\n/integrate', ['integrate']],
    ['done [x] it\n/integrate', ['integrate']],
    ['<!-- hidden -->\n\n/integrate', ['integrate']],
  ])('%j', (body, expected) => {
    expect(calls(body)).toEqual(expected);
  });
});

describe('text that only looks like a command runs nothing', () => {
  test.each([
    // In a sentence, or not a command.
    'Use /integrate to see.',
    'and /integrate',
    './integrate',
    '//integrate',
    '/ integrate',
    '/integrate/with/path',
    '/unknown',
    '/',
    '/etc/passwd',
    '/help/topics',
    '/integrate<b>',
    '/integrate<!-- x -->',
    '/1integrate',
    '/intégrate\nis a word',
    'integrate',
    // Escaped.
    '\\/integrate',
    '&#47;integrate',
    '&sol;integrate',
    // Quotes, also where a line of a quote forgets its mark.
    '> /integrate',
    '> quoted\n/integrate',
    '> > deep\n/integrate',
    'On Monday Alice wrote:\n> hello\n> /integrate',
    // Code.
    '    /integrate',
    '\t/integrate',
    '```\n/integrate\n```',
    '````\n```\n/integrate\n```\n````',
    '~~~\n/integrate',
    '```\n/integrate',
    '`/integrate`',
    '`code\n/integrate\ncode`',
    '``\n/integrate ` x\n``',
    // HTML and what it hides.
    '<!-- /integrate -->',
    '<!--\n/integrate\n-->',
    '<!--\n\n/integrate\n\n-->',
    'text <!--\n/integrate\n-->',
    'text <!--\n\n/integrate\n\n-->',
    '<!-- never closed\n\n/integrate',
    '<div>\n/integrate\n</div>',
    '<div>\n\n/integrate\n\n</div>',
    '<details>\n<summary>More</summary>\n\n/integrate\n\n</details>',
    '<details>\n\n<details>\n\n</details>\n\n/integrate\n\n</details>',
    'text <details>\n/integrate\n</details>',
    'text <details>\n\n/integrate',
    '<DETAILS title="</details>">\n\n/integrate',
    '<pre>\n\n/integrate\n</pre>',
    '<b>\n\n/integrate\n\n</b>',
    '<span>/integrate</span>',
    '<script>\n/integrate\n</script>',
    '<?php\n/integrate\n?>',
    '<![CDATA[\n/integrate\n]]>',
    // Lists.
    '- /integrate',
    '* /integrate',
    '1. /integrate',
    '- [ ] /integrate',
    '- item\n/integrate',
    '- item\n\n  /integrate',
    '- - deep\n/integrate',
    // Links.
    '[/integrate](https://example.com)',
    '[text\n/integrate](https://example.com)',
    '[text\n/integrate\n][a]\n\n[a]: https://example.com',
    '![text\n/integrate](https://example.com)',
    '[a]: /integrate',
    '[a]:\n/integrate',
    '[^1]: /integrate',
    '[^1]: note\n/integrate',
    // Emphasis and strike-through.
    '**/integrate**',
    '**text\n/integrate\ntext**',
    '~~text\n/integrate\ntext~~',
    // Headings.
    '# /integrate',
    '/integrate\n===',
    '/integrate\n---',
    '/integrate\ntext\n---\nbelow',
    // Tables.
    '| /integrate |\n|---|\n| /integrate |',
    '/integrate |\n--- |\n/integrate |',
    '| a |\n|---|\n/integrate',
  ])('%j', (body) => {
    expect(calls(body)).toEqual([]);
  });
});

test('a command that ends with text keeps it as it was written', () => {
  expect(
    [
      '/override approvals Outage 42, "storage" is down; see `logs`',
      '/OVERRIDE  approvals   two  words',
      '/override approvals',
      '/override',
      '/override approvals seen <!-- not this --> and this',
      `/override approvals ${'x'.repeat(1_500)}`,
    ].map((body) => parseCommands(body).map(({ args }) => args.map((arg) => arg.slice(0, 60)))),
  ).toEqual([
    [['approvals', 'Outage 42, "storage" is down; see `logs`']],
    [['approvals', 'two words']],
    [['approvals']],
    [[]],
    [['approvals', 'seen and this']],
    [['approvals', 'x'.repeat(60)]],
  ]);
  const [long] = parseCommands(`/override approvals ${'x'.repeat(1_500)}`);
  expect(long?.args[1]).toBe(`${'x'.repeat(999)}…`);
});

test('a slip of the pen is answered only where it stands alone', () => {
  expect(
    ['/intergrate', '/integrated', '/integrate!', '/intgrate with a', '/hlp', '/HELPP'].map(calls),
  ).toEqual([
    ['unknown | /intergrate'],
    ['unknown | /integrated'],
    ['unknown | /integrate!'],
    ['unknown | /intgrate'],
    ['unknown | /hlp'],
    ['unknown | /HELPP'],
  ]);
  const silent = [
    '/intergrate\nplease',
    '/home',
    '/shrug',
    '/approve',
    '/integrations',
    '/unknown',
  ];
  expect(silent.map(calls)).toEqual(silent.map(() => []));
});

test('what people are told about commands comes from the table', () => {
  expect(helpMarkdown()).toMatchInlineSnapshot(`
"Write one of these on a line of its own in a comment on a pull request:

| Command | What it does | Who may |
| --- | --- | --- |
| \`/integrate\`<br>\`/integrate with NAME...\`<br>\`/integrate all\` | Merges this pull request on trial with the target and with every other head, or only with those named (branch, workstream, alias or PR number), and answers with what collides and the best order to land. \`all\` answers with every open head as one table: who can land now, in which order, and who then has to resolve what; it works on an issue, too. | people with write access |
| \`/integrate build\`<br>\`/integrate build with NAME...\`<br>\`/integrate build all\` | Merges this pull request and all heads that can land now, or only those named, or on an issue too all that can land, on a branch of its own, so that CI runs on the combination, and says what came of it and who makes it red. Only where the plan allows it. | people with write access |
| \`/override approvals REASON\` | Lets this pull request pass \`Weir / approvals\` as it is now, without the approvals that are missing. The next push ends it. The reason is shown on the check. | holders of \`approval.override_roles\` in the plan who took no part in the change |
| \`/progress\` | Takes a progress report: a fenced block of YAML or JSON right below the command, with \`agent_id\`, \`workstream\`, \`phase\`, \`deliverables_completed\`, \`deliverables_total\`, \`integration_tests_passing\`, \`performance_impact\`, \`next_milestone\` and \`blockers\`. It is compared with what Weir can prove, and the differences are listed. A comment that is edited is read anew. Works on issues, too. | people with write access, and the plan's own agent of the workstream |
| \`/plan import PATH\` | Reads the plan document at PATH, from this pull request's head or on an issue from the target, and opens a pull request with the plan file that it describes; the answer says what is missing in the document or contradicts itself. | people with write access |
| \`/report\` | Files this week's progress report now, or brings it up to date, and answers with a link. | people with write access |
| \`/status\` | Looks at everything again, brings the plan issue up to date, and answers with a link. | people with write access |
| \`/standup\`<br>\`/standup WORKSTREAM...\` | Tells what each workstream, or those named, did since its last standup: commits, pull requests, checks and tasks, what comes next and what holds it. | people with write access |
| \`/phase\` | Shows the gate to the next phase: each criterion, met, not met or unknown, and why. | people with write access |
| \`/help\` | Lists these commands. | anyone |"
`);
  expect(unknownCommandMarkdown({ name: 'unknown', args: ['/intergrate'] })).toMatchInlineSnapshot(
    `"Nothing was run: there is no command \`/intergrate\`. Did you mean \`/integrate\`? \`/help\` lists all commands."`,
  );
  expect(unknownCommandMarkdown({ name: 'unknown', args: ['/`@acme` x'] })).toMatchInlineSnapshot(
    `"Nothing was run: there is no command \`\`/\`@​acme\` x\`\`. \`/help\` lists all commands."`,
  );
});

test('the nearest names come first, and far ones not at all', () => {
  const branches = ['main', 'feature/kernel-events', 'feature/kernel-event', 'storage', 'Testing'];
  expect(nearest('feature/kernel-evnts', branches)).toEqual([
    'feature/kernel-events',
    'feature/kernel-event',
  ]);
  expect(nearest('kernel', branches)).toEqual(['feature/kernel-event', 'feature/kernel-events']);
  expect(nearest('stor', branches)).toEqual(['storage']);
  expect(nearest('testing', branches)).toEqual(['Testing']);
  expect(nearest('kernel-evnts', ['feature/kernel-events-expansion', 'storage'])).toEqual([
    'feature/kernel-events-expansion',
  ]);
  expect(nearest('zebra', branches)).toEqual([]);
  expect(nearest('', branches)).toEqual([]);
  expect(nearest('a', ['ab', 'ac', 'ad', 'ae'])).toHaveLength(3);
});

test('length, number of calls and number of arguments are bounded', () => {
  expect(calls(`${'x\n'.repeat(40_000)}\n\n/integrate`)).toEqual([]);
  expect(calls(`/integrate\n\n${'x '.repeat(40_000)}`)).toEqual(['integrate']);
  expect(
    calls(Array.from({ length: 99 }, (_, n) => `/integrate with ${n}`).join('\n')),
  ).toHaveLength(10);
  const [many] = parseCommands(`/integrate ${'a '.repeat(500)}`);
  expect(many?.args).toHaveLength(50);
  const [long] = parseCommands(`/integrate ${'a'.repeat(500)}`);
  expect(long?.args).toEqual([`${'a'.repeat(254)}…`]);
});

const MARKDOWN = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '/integrate',
          '/help',
          '/integrate with a',
          '\n',
          '\n',
          '\n\n',
          ' ',
          '    ',
          '> ',
          '- ',
        ],
        ...[
          '1. ',
          '`',
          '```',
          '~~~',
          '<!--',
          '-->',
          '<div>',
          '</div>',
          '<details>',
          '[',
          '](x)',
          '|',
        ],
        ...['|-|', '---', '===', '#', '\\', '&', '*', '_', '\t', '\r', '[a]: ', '[^1]: ', 'word'],
      ),
      anyText({ maxLength: 5 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('for any text', () => {
  test('parsing never throws and gives known names within the bounds', () => {
    const known = [...COMMANDS.map(({ name }) => name), 'unknown'];
    fc.assert(
      fc.property(MARKDOWN, (body) => {
        for (const { name, args } of parseCommands(body)) {
          expect(known).toContain(name);
          expect(args.length).toBeLessThanOrEqual(50);
        }
      }),
      runs(250),
    );
  });

  const WRAPPINGS: [string, (body: string) => string][] = [
    [
      'quoted',
      (body) =>
        body
          .split(/\r\n?|\n/)
          .map((line) => `> ${line}`)
          .join('\n'),
    ],
    [
      'indented',
      (body) =>
        body
          .split(/\r\n?|\n/)
          .map((line) => `    ${line}`)
          .join('\n'),
    ],
    ['fenced', (body) => `~~~~\n${body.replaceAll('~~~', '')}\n~~~~`],
    ['commented out', (body) => `<!--\n${body.replaceAll('--', '')}\n-->`],
    ['in details', (body) => `<details>\n\n${body.replaceAll(/[<`]/g, '')}\n\n</details>`],
    // With a word of its own in the first line: an item that begins with two blank lines ends there.
    ['listed', (body) => `- item ${body.split(/\r\n?|\n/).join('\n  ')}`],
  ];
  test.each(WRAPPINGS)('nothing runs %s', (_, wrap) => {
    fc.assert(
      fc.property(MARKDOWN, (body) => {
        expect(parseCommands(wrap(body))).toEqual([]);
      }),
      runs(200),
    );
  });

  test('a command in a paragraph of its own after closed text always runs', () => {
    const words = fc.array(fc.constantFrom('one', 'two', 'a/b', '1 < 2', '#3', 'x_y'), {
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.array(words), (paragraphs) => {
        const before = paragraphs.map((paragraph) => `${paragraph.join(' ')}\n\n`).join('');
        expect(calls(`${before}/integrate`)).toEqual(['integrate']);
      }),
      runs(100),
    );
  });
});

test.each([
  '- - a\n',
  '> x\n*',
  '-\n\n+ ',
  'a\n=\n',
  '>',
  '*a_ ',
  '[^a]: ',
  '<!-- ',
  '|a',
  '[a](b',
  '\t',
])('text made of %j is read in bearable time', (pattern) => {
  const started = processorTime();
  parseCommands(`/integrate\n\n${pattern.repeat(65_536 / pattern.length)}`);
  expect(processorTime() - started).toBeLessThan(10_000);
});
