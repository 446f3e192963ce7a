/** What came out: the final table, everything that was written as a person would read it, what was found. */
import { columns, mark, printable } from './story/palette.ts';
import { readable } from './story/readable.ts';
import type { Screen } from './story/screen.ts';
import {
  APPROVALS,
  answersOn,
  checkOf,
  inOrder,
  label,
  type Seen,
  type SeenHead,
} from './story/seen.ts';
import type { Finding } from './story/tell.ts';
import { tablesIn, visibleText } from './story/visible.ts';

/** What Weir says about a head: in its check run, or, where no plan makes it post those, in its answer. */
export interface Verdict {
  conclusion: string | null;
  title: string;
  workstream: string;
  collidingWith: string[];
}

export function verdictOf(seen: Seen, head: SeenHead): Verdict {
  const check = checkOf(seen, head.key);
  if (check) return { ...read(check.summary), conclusion: check.conclusion, title: check.title };
  const answer = answersOn(seen, head.key).at(-1);
  if (!answer) return { conclusion: null, title: 'no verdict', workstream: '', collidingWith: [] };
  const [title = ''] = visibleText(answer.body)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return { ...read(answer.body), conclusion: conclusionOf(title), title };
}

/** Workstream and partners stand in the Markdown; the table of partners is the one that begins with "With". */
function read(markdown: string): Pick<Verdict, 'workstream' | 'collidingWith'> {
  const workstream =
    /^Workstreams?: (.+?)(?:, because|;|$)/m.exec(visibleText(markdown))?.[1] ?? '';
  const partners = tablesIn(markdown).find(([head]) => head?.[0] === 'With') ?? [];
  const verdict = partners[0]?.indexOf('Verdict') ?? -1;
  return {
    workstream: workstream === 'none' ? '' : workstream,
    collidingWith: partners
      .slice(1)
      .filter((row) => row[verdict]?.includes('conflict'))
      .flatMap(([name]) => name ?? []),
  };
}

/** Answers carry words only; what is not plainly good or bad counts as unknown. */
function conclusionOf(title: string): string | null {
  if (/^\d+ conflict/.test(title)) return 'failure';
  return /^(No conflicts|Already contained)/.test(title) ? 'success' : null;
}

/** One line for each head: its workstream, who approved, its verdict and what it collides with. */
export function finalTable(seen: Seen, { colours, line }: Screen): void {
  // Without a plan nobody has to approve, and there is nothing to say about it.
  const judged = seen.checks.some(({ name }) => name === APPROVALS);
  const approvals = (key: string): string[] => {
    const check = checkOf(seen, key, APPROVALS);
    if (!judged) return [];
    if (check === null) return ['–'];
    const [short = ''] = check.title.split(/[,;]/);
    return [`${mark(check.conclusion, colours)} ${printable(short)}`];
  };
  const titles = ['', 'head', 'workstream', ...(judged ? ['approvals'] : [])];
  const head = [...titles, 'integration', 'colliding with'].map(colours.bold);
  const rows = seen.heads.map((each) => {
    const { conclusion, title, workstream, collidingWith } = verdictOf(seen, each);
    // Partners have a column of their own; what else the title says stays.
    const short =
      collidingWith.length > 0
        ? title.replace(/^(\d+ conflicts?)[^;]*/, '$1')
        : title
            .replace(/^(No conflicts) with \S+ or any other head$/, '$1')
            .replace(/^(\d+ warnings?)[^;]*/, '$1');
    const names = [label(each), workstream || '–'].map(printable);
    const rest = [short, collidingWith.join(', ')].map(printable);
    return [`  ${mark(conclusion, colours)}`, ...names, ...approvals(each.key), ...rest];
  });
  for (const row of columns([head, ...rows])) line(row);
}

/** Every check run and comment, rendered for a reader. */
export function everything(seen: Seen, screen: Screen): void {
  const { colours, line, width } = screen;
  for (const check of inOrder(seen.checks, seen)) {
    const names = headsAt(seen, check.oid).map(label).join(', ');
    line();
    line(`${mark(check.conclusion, colours)} ${colours.bold(printable(check.title))}`);
    line(colours.dim(`  ${check.name} on ${printable(names)} at ${check.oid.slice(0, 7)}`));
    for (const each of body(check.summary, width, colours)) line(each);
    for (const each of body(check.text, width, colours)) line(each);
    if (check.annotations.length > 0) line();
    for (const { path, line: at, level, message } of check.annotations) {
      screen.say(`${path}:${at} ${level}: ${message}`, '    ', colours.dim);
    }
  }
  for (const comment of seen.comments) {
    line();
    const reactions = comment.reactions.length > 0 ? ` · ${comment.reactions.join(', ')}` : '';
    line(colours.bold(`${comment.author} on #${comment.issue}`) + colours.dim(reactions));
    for (const each of body(comment.body, width, colours)) line(each);
  }
}

function body(markdown: string, width: number, colours: Screen['colours']): string[] {
  if (markdown.trim() === '') return [];
  return ['', ...readable(markdown, width - 2, colours).map((each) => (each ? `  ${each}` : ''))];
}

function headsAt(seen: Seen, oid: string): SeenHead[] {
  return seen.heads.filter((head) => head.oid === oid);
}

/** What was expected, and what of it was not found. Answers whether all was found. */
export function findings(all: readonly Finding[], { colours, line, say }: Screen): boolean {
  const missing = all.filter(({ found }) => !found);
  line();
  if (missing.length === 0) {
    line(`${colours.good('✔')} All ${all.length} things expected were found on the local GitHub:`);
    for (const { that } of all) say(`✔ ${that}`, '  ');
    return true;
  }
  line(
    `${colours.bad('✖')} ${missing.length} of ${all.length} things expected were not found on the local GitHub:`,
  );
  for (const { step, that } of missing) say(`✖ ${that} (after: ${step})`, '  ');
  return false;
}
