import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Terminal } from '#src/adapters/console.ts';
import { readOptions } from '#src/cli/command-line.ts';
import { compareClocks, compareRights } from '#src/cli/doctor-compare.ts';
import { runCommandLine, SUBCOMMANDS } from '#src/cli.ts';

/** One call of the command line in this process, and everything it said. */
async function weir(args: string[], input: string | Error = '') {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    out: (text) => {
      out += text;
    },
    note: (line) => {
      err += `${line}\n`;
    },
    color: false,
    width: 100,
    input: async () => {
      if (input instanceof Error) throw input;
      return input;
    },
    progress: () => ({ update() {}, end() {} }),
  };
  return { code: await runCommandLine(args, terminal), out, err };
}

describe('help', () => {
  test('weir help lists every command', async () => {
    const { code, out, err } = await weir(['help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
"weir: tells which parallel branches will collide before they meet.

Usage: weir COMMAND [OPTION]...

  demo       Starts a whole GitHub on this machine and shows Weir at work on it; needs no account and no network.
  integrate  Merges every head with the base and with every other head, on trial, and says what collides.
  approvals  Says who still has to approve, from facts written down as JSON or from a pull request.
  plan       Checks a plan file, or makes one of a plan document in Markdown.
  report     Writes the weekly progress report from what a clone can prove.
  start      Runs the server until it is told to stop (SIGTERM or Ctrl-C).
  doctor     Looks at everything the server needs and says for each what to do.

"weir help COMMAND" explains a command, "weir --version" prints the version.
"
`);
    expect((await weir(['--help'])).out).toBe(out);
    expect(await weir([])).toEqual({ code: 2, out: '', err: out });
  });

  test.each(SUBCOMMANDS.map(({ name }) => name))(
    'weir %s --help and weir help %s agree',
    async (name) => {
      const { code, out } = await weir(['help', name]);
      expect(code).toBe(0);
      expect(out).toMatch(new RegExp(`^Usage: weir ${name}`));
      expect(out).toMatch(/Exit code: 0 /);
      // A terminal of ordinary width shows it as it is.
      expect(out.split('\n').filter((line) => line.length > 118)).toEqual([]);
      if (name !== 'demo') expect(await weir([name, '--help'])).toEqual({ code, out, err: '' });
    },
  );
});

describe('a call that cannot be understood ends with 2 and says what to write', () => {
  test.each<[string[], string]>([
    [['integrat'], 'There is no command "integrat". Did you mean weir integrate?'],
    [['help', 'strat'], 'There is no command "strat". Did you mean weir start?'],
    [['xyzzy'], 'Commands are demo, integrate, approvals, plan, report, start, doctor, help.'],
    [['--hepl'], 'There is no command "--hepl".'],
    [['constructor'], 'There is no command "constructor".'],
    [['integrate', '--haed', 'x'], 'There is no option --haed. Did you mean --head?'],
    [['integrate', '-x'], 'There is no option -x. Valid are --repo, --base,'],
    [['integrate', '--__proto__', 'x'], 'There is no option --__proto__.'],
    [['integrate', '--toString'], 'There is no option --toString.'],
    [['integrate', '--no-json'], 'There is no option --no-json. Did you mean --json?'],
    [['integrate', '--base'], '--base needs a value. Write --base VALUE.'],
    [['integrate', '--base='], '--base needs a value.'],
    [
      ['integrate', '--base', '--json'],
      '"--json" looks like an option. Write --base=--json if it is one.',
    ],
    [['integrate', '--base', 'a', '--base', 'b'], '--base is given twice. Keep one of them.'],
    [['integrate', '--json=yes'], '--json takes no value. Write --json alone.'],
    [['integrate', 'main'], '"main" is not expected here. Write options as --name VALUE.'],
    [['integrate', '--pairs', 'all'], '--pairs "all" is not known. Write landing or direct.'],
    [
      ['plan'],
      'Say what to do with the plan: "weir plan check [FILE]" or "weir plan import DOCUMENT".',
    ],
    [['plan', 'chek'], 'There is no "weir plan chek". Did you mean check?'],
    [['plan', 'check', 'a', 'b'], '"b" is not expected here.'],
    [['plan', 'imprt'], 'There is no "weir plan imprt". Did you mean import?'],
    [['plan', 'import'], 'Say which document to import: "weir plan import DOCUMENT'],
    [['plan', 'import', 'gone.md'], 'gone.md cannot be read: there is no such file.'],
    [['plan', 'import', 'a.md', '--out'], '--out needs a value.'],
    [['start', '--port', '3'], 'There is no option --port. Valid are no options at all.'],
    [['doctor', 'now'], '"now" is not expected here.'],
  ])('weir %j', async (args, words) => {
    const { code, out, err } = await weir(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test('whatever is given, options are read or refused in one sentence', () => {
    const words = fc.constantFrom(
      '--a',
      '--b',
      '--c',
      '--a=1',
      '--c=',
      '-',
      '--',
      '-x',
      'w',
      '',
      '--__proto__',
    );
    fc.assert(
      fc.property(fc.array(words), (argv) => {
        try {
          const { values, operands } = readOptions(argv, { a: 'value', b: 'flag', c: 'list' }, 2);
          expect(Object.keys(values)).toEqual(['a', 'b', 'c']);
          expect(operands.length).toBeLessThanOrEqual(2);
        } catch (error) {
          expect(error).toMatchObject({ name: 'UsageError' });
        }
      }),
    );
  });
});

test('what nobody foresaw ends with 3: it says nothing about what was looked at', async () => {
  expect(await weir(['plan', 'check', '-'], new Error('the \u001b[2Jdisk is gone'))).toEqual({
    code: 3,
    out: '',
    err: 'weir: the ?[2Jdisk is gone\nRun it again with WEIR_DEBUG=1 to see where this happened.\n',
  });
});

test('options: last words of each kind', () => {
  const kinds = { repo: 'value', head: 'list', json: 'flag' } as const;
  expect(
    readOptions(
      ['--head', 'a', '--repo=-x', 'one', '--head', 'b', '--json', '--', '--two'],
      kinds,
      2,
    ),
  ).toEqual({ values: { repo: '-x', head: ['a', 'b'], json: true }, operands: ['one', '--two'] });
  expect(readOptions([], kinds)).toEqual({
    values: { repo: undefined, head: [], json: false },
    operands: [],
  });
});

describe('weir plan check', () => {
  const FINE = 'version: 1\nworkstreams:\n  a: { branch: feature/a }\n';

  test('a plan without a fault', async () => {
    expect(await weir(['plan', 'check', '-'], FINE)).toEqual({
      code: 0,
      out: 'The plan is fine.\n',
      err: '',
    });
  });

  test('a warning', async () => {
    const warned = `${FINE}roles: { qa: [] }\n`;
    const { code, out } = await weir(['plan', 'check', '-'], warned);
    expect(code).toBe(1);
    expect(out).toMatchInlineSnapshot(`
"-:4:10: warning: The role "qa" has no people, so nothing that needs it can be approved. Add logins or a team.
  3 |   a: { branch: feature/a }
> 4 | roles: { qa: [] }
    |          ^
  5 |

The plan: 1 warning. It can be used.
"
`);
  });

  test('every error at once, for people and for programs', async () => {
    const broken = 'version: 2\nworkstreams:\n  a: { brnch: x }\n';
    const { code, out } = await weir(['plan', 'check', '-'], broken);
    expect(code).toBe(2);
    expect(out).toMatchInlineSnapshot(`
"-:1:10: error: version must be 1, not 2.
> 1 | version: 2
    |          ^
  2 | workstreams:

-:3:8: error: "brnch" is not a key in workstreams.a. Did you mean "branch"?
  2 | workstreams:
> 3 |   a: { brnch: x }
    |        ^
  4 |

The plan: 2 errors. It cannot be used before the errors are gone.
"
`);
    const json = await weir(['plan', 'check', '--json', '-'], broken);
    expect({ code: json.code, err: json.err }).toEqual({ code: 2, err: '' });
    expect(JSON.parse(json.out)).toMatchInlineSnapshot(`
{
  "file": "-",
  "ok": false,
  "problems": [
    {
      "column": 10,
      "level": "error",
      "line": 1,
      "message": "version must be 1, not 2.",
      "path": "version",
    },
    {
      "column": 8,
      "level": "error",
      "line": 3,
      "message": ""brnch" is not a key in workstreams.a. Did you mean "branch"?",
      "path": "workstreams.a.brnch",
    },
  ],
}
`);
  });

  test('a file that cannot be read', async () => {
    expect(await weir(['plan', 'check', '/nowhere\u001b[2J\u202e.yml'])).toEqual({
      code: 2,
      out: '',
      err: 'weir: /nowhere?[2J?.yml cannot be read: there is no such file. Name the plan file, such as .github/workstreams.yml.\n',
    });
  });
});

test('the doctor compares clocks and rights', () => {
  const now = Date.parse('2025-07-07T09:00:00Z');
  const clock = (date?: string) => compareClocks(date, now).state;
  expect([
    clock('Mon, 07 Jul 2025 09:00:30 GMT'),
    clock('Mon, 07 Jul 2025 09:00:31 GMT'),
    clock('Mon, 07 Jul 2025 08:59:29 GMT'),
    clock('yesterday'),
    clock(),
  ]).toEqual(['good', 'wrong', 'wrong', 'unknown', 'unknown']);
  const wanted = { permissions: { checks: 'write', contents: 'read' }, events: ['push'] };
  const rights = (permissions: Record<string, string>, events = ['push']) =>
    compareRights({ name: 'Weir', permissions, events }, wanted).map(
      ({ state, words }) => `${state}: ${words}`,
    );
  expect([
    ...rights({ checks: 'write', contents: 'read' }),
    ...rights({ checks: 'write', contents: 'write', actions: 'read' }),
    ...rights({ checks: 'read' }, []),
  ]).toMatchInlineSnapshot(`
[
  "good: exactly what app.yml asks for",
  "good: all subscribed to",
  "good: not possible, which is as installed; for /integrate build grant contents: write (docs/trial-builds.md)",
  "good: all granted; actions: read is not needed and can be taken away",
  "good: all subscribed to",
  "good: possible where a plan allows them; an installation that has not accepted contents: write is told so",
  "wrong: The App lacks checks: write and contents: read. Grant it on the GitHub App's page under Permissions & events, then accept it in every installation.",
  "wrong: The App is not told of push. Tick it on the GitHub App's page under Permissions & events.",
  "good: not possible, which is as installed; for /integrate build grant contents: write (docs/trial-builds.md)",
]
`);
});
