import type { Terminal } from '../adapters/console.ts';
import type { LocalClone, NamedCommit } from '../adapters/local.ts';
import type { Forecast, PairBasis } from '../integration/report.ts';
import { plural } from '../markdown.ts';
import type { OpenHead } from '../ports.ts';
import { EXIT, readOptions, type Subcommand, UsageError } from './command-line.ts';
import { asUsageError, commitNamed, HERE, quote, settle, suggest } from './plan-file.ts';
import { endOnSignals } from './signals.ts';

const BASES: readonly PairBasis[] = ['landing', 'direct'];

export const integrate: Subcommand = {
  name: 'integrate',
  usage: [
    'integrate [--repo DIR] [--base REF] [--head NAME]... [--pairs HOW] [--plan FILE] [--json | --markdown]',
  ],
  summary:
    'Merges every head with the base and with every other head, on trial, and says what collides.',
  details: `
The repository is only read: no ref, no file and no setting in it changes.

  --repo DIR    a work tree, a folder in one, or a bare repository (default: this folder)
  --base REF    what everything runs into (default: the plan's target, else the default branch)
  --head NAME   a branch, any other ref (refs/pull/12/head, origin/x), a tag, an object id, or a glob
                ('feature/*', 'refs/pull/*/head'); may be given many times (default: all other local branches)
  --pairs HOW   landing: what happens when both land on the base, one after the other (default)
                direct: what one "git merge-tree --write-tree A B" says
  --plan FILE   the plan (default: .github/workstreams.yml at the tip of the base; without one no head has
                a workstream)
  --json        print one JSON document, with everything
  --markdown    print a report in Markdown, at most 1 MB of it: the gravest first, and what is left out is counted

Exit code: 0 nothing fails, 1 something collides, 2 the call or the plan is wrong, 3 something could not be told,
or Weir itself failed.
`,
  run: runIntegrate,
};

async function runIntegrate(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = readOptions(argv, {
    repo: 'value',
    base: 'value',
    head: 'list',
    pairs: 'value',
    plan: 'value',
    json: 'flag',
    markdown: 'flag',
  });
  const pairs = BASES.find((basis) => basis === (values.pairs ?? 'landing'));
  if (!pairs) {
    throw new UsageError(
      `--pairs ${quote(values.pairs ?? '')} is not known. Write landing or direct.`,
    );
  }
  if (values.json && values.markdown) {
    throw new UsageError('--json and --markdown exclude each other. Keep one of them.');
  }
  const progress = terminal.progress('trial merges');
  const stopWatching = endOnSignals(() => progress.end());
  try {
    const result = await judge(values, pairs, terminal, progress.update);
    progress.end();
    terminal.out(await rendered(result, values, terminal));
    return exitCode(result);
  } finally {
    progress.end();
    stopWatching();
  }
}

interface Wanted {
  repo: string | undefined;
  base: string | undefined;
  head: string[];
  plan: string | undefined;
  json: boolean;
}

async function judge(
  wanted: Wanted,
  pairs: PairBasis,
  terminal: Terminal,
  update: (done: number, of: number) => void,
): Promise<Forecast> {
  const [{ openLocal }, { forecast }, { tryOrder }, { gatherMerged }] = await Promise.all([
    import('../adapters/local.ts'),
    import('../integration/forecast.ts'),
    import('../integration/train.ts'),
    import('../plan/gather-merged.ts'),
  ]);
  const clone = await openLocal(wanted.repo ?? '.').catch(asUsageError);
  const { base, plan, warnings } = await settle(
    clone,
    { base: wanted.base, planFile: wanted.plan },
    terminal.input,
  );
  if (warnings > 0) {
    terminal.note(
      `weir: the plan has ${plural(warnings, 'warning')}; "weir plan check" shows where.`,
    );
  }
  const merges = { activity: clone.activity(base), now: () => new Date() };
  const heads = await chooseHeads(clone, base, wanted.head, terminal);
  if (heads.length === 0 && wanted.json) {
    terminal.note(
      `weir: there is no head beside the base ${quote(base.ref)}. Name some with --head.`,
    );
  }
  const result = await forecast(
    {
      repo: HERE,
      base: { ref: base.ref, oid: base.oid },
      heads,
      plan,
      pairs,
      squashOnly: false,
      merged: plan && (await gatherMerged(HERE, plan, base.ref, merges, null)),
    },
    clone.git,
    null,
    update,
  );
  return tryOrder(result, HERE, 'merge', clone.git);
}

async function rendered(
  result: Forecast,
  { json, markdown }: { json: boolean; markdown: boolean },
  { color, width }: Terminal,
): Promise<string> {
  if (json) {
    const { forecastJson } = await import('../integration/forecast-json.ts');
    return `${JSON.stringify(forecastJson(result), null, 2)}\n`;
  }
  const { renderMarkdown, renderTerminal } = await import('../integration/render.ts');
  return markdown
    ? `${renderMarkdown(result).trimEnd()}\n`
    : renderTerminal(result, { color, width });
}

/** The heads that were asked for, each once under the first name it was given, without the base. */
async function chooseHeads(
  clone: LocalClone,
  base: NamedCommit,
  wanted: readonly string[],
  terminal: Terminal,
): Promise<OpenHead[]> {
  const found = wanted.length === 0 ? await clone.branches() : await namedHeads(clone, wanted);
  const heads = new Map<string, NamedCommit>();
  for (const head of found) {
    const first = heads.get(head.identity);
    if (!first) heads.set(head.identity, head);
    else if (first.ref !== head.ref) {
      terminal.note(
        `weir: ${quote(head.ref)} is ${quote(first.ref)} under another name and stands there once.`,
      );
    }
  }
  if (heads.delete(base.identity) && wanted.length > 0) {
    terminal.note(`weir: ${quote(base.ref)} is the base and was left out of the heads.`);
  }
  return [...heads.values()].map(({ ref, full, oid }) => ({
    ref,
    branch: (full ?? ref).replace(/^refs\/(heads\/|remotes\/[^/]+\/)?/, ''),
    oid,
    pullRequest: null,
  }));
}

async function namedHeads(clone: LocalClone, wanted: readonly string[]): Promise<NamedCommit[]> {
  const found: NamedCommit[] = [];
  for (const name of wanted) {
    if (!clone.isGlob(name)) {
      found.push(await commitNamed(clone, '--head', name));
      continue;
    }
    const matching = await clone.matching(name);
    if (matching.length === 0) {
      const hint = suggest(clone, name.replace(/[*?[\]{}]+/g, ''));
      throw new UsageError(`No branch or ref matches ${quote(name)} (--head).${hint}`);
    }
    found.push(...matching);
  }
  return found;
}

function exitCode({ conclusion }: Forecast): number {
  if (conclusion === 'failure') return EXIT.failure;
  return conclusion === 'action_required' ? EXIT.undetermined : EXIT.fine;
}
