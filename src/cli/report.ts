import type { Terminal } from '../adapters/console.ts';
import { plural } from '../markdown.ts';
import type { WeekReport } from '../progress/report.ts';
import { EXIT, readOptions, type Subcommand, UsageError } from './command-line.ts';
import { asUsageError, quote, settle } from './plan-file.ts';

export const report: Subcommand = {
  name: 'report',
  usage: ['report [--repo DIR] [--at INSTANT] [--plan FILE] [--json | --markdown]'],
  summary: 'Writes the weekly progress report from what a clone can prove.',
  details: `
The repository is only read. What a clone does not know (reviews, check runs, artifacts, issues) is unknown, and said
to be: it is never taken for done.

  --repo DIR    a work tree, a folder in one, or a bare repository (default: this folder)
  --at INSTANT  as of then, such as 2025-07-18 or 2025-07-18T16:00:00Z: branches are taken as they were, by the dates
                of their commits (default: now)
  --plan FILE   the plan (default: .github/workstreams.yml at the tip of the target)
  --json        print the report as one JSON document
  --markdown    print it as the weekly issue shows it

Exit code: 0 the report was written, 2 the call or the plan is wrong, 3 Weir itself failed.
`,
  run: runReport,
};

async function runReport(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = readOptions(argv, {
    repo: 'value',
    at: 'value',
    plan: 'value',
    json: 'flag',
    markdown: 'flag',
  });
  if (values.json && values.markdown) {
    throw new UsageError('--json and --markdown exclude each other. Keep one of them.');
  }
  const at = values.at === undefined ? new Date() : instantOf(values.at);
  const [{ openLocal }, { localReportDeps }, { reportOf }] = await Promise.all([
    import('../adapters/local.ts'),
    import('./report-deps.ts'),
    import('../progress/run.ts'),
  ]);
  const clone = await openLocal(values.repo ?? '.').catch(asUsageError);
  const setting = await settle(clone, { base: undefined, planFile: values.plan }, terminal.input);
  if (!setting.plan) {
    throw new UsageError(
      `${quote(setting.base.ref)} has no plan, so there is nothing to report on. Add .github/workstreams.yml there, or name a plan with --plan; "weir plan import" makes one from a plan document.`,
    );
  }
  if (setting.warnings > 0) {
    const count = plural(setting.warnings, 'warning');
    terminal.note(`weir: the plan has ${count}; "weir plan check" shows where.`);
  }
  const { planned, deps, standings } = await localReportDeps(
    clone,
    setting,
    at,
    values.repo ?? '.',
  );
  const result = await reportOf(planned, deps, standings);
  terminal.out(await rendered(result, values, terminal));
  return EXIT.fine;
}

async function rendered(
  result: WeekReport,
  { json, markdown }: { json: boolean; markdown: boolean },
  { color, width }: Terminal,
): Promise<string> {
  if (json) return `${JSON.stringify(result, null, 2)}\n`;
  if (markdown) {
    const [{ renderWeek, weekTitle }, { pastWeek }] = await Promise.all([
      import('../progress/render-week.ts'),
      import('../progress/past-week.ts'),
    ]);
    const body = renderWeek(result, pastWeek(result, null), false);
    return `# ${weekTitle(result)}\n\n${body}\n`;
  }
  const { renderReportTerminal } = await import('../progress/render-terminal.ts');
  return renderReportTerminal(result, { color, width });
}

/** A day means its end, in UTC: what happened on it belongs to it. */
function instantOf(written: string): Date {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(written);
  const whole = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(
    written,
  );
  const at = new Date(day ? `${written}T23:59:59Z` : written);
  if ((!day && !whole) || Number.isNaN(at.getTime())) {
    throw new UsageError(
      `--at ${quote(written)} is not an instant. Write a day, such as 2025-07-18, or a time with its zone, such as 2025-07-18T16:00:00Z.`,
    );
  }
  return at;
}
