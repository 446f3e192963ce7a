/** What came out: the final table, everything that was written as a person would read it, what was found. */
import { columns, mark, printable } from './story/palette.ts';
import { readable } from './story/readable.ts';
import type { Screen } from './story/screen.ts';
import { checkOf, label, type Seen, type SeenHead } from './story/seen.ts';
import type { Finding } from './story/tell.ts';

/** One line for each head: its workstream, its verdict and what it collides with. */
export function finalTable(seen: Seen, { colours, line }: Screen): void {
  const rows = seen.heads.map((head) => {
    const check = checkOf(seen, head.key);
    return [
      `  ${mark(check?.conclusion ?? null, colours)}`,
      printable(label(head)),
      printable(check?.title ?? 'no verdict'),
    ];
  });
  for (const row of columns([['   ', colours.bold('head'), colours.bold('verdict')], ...rows]))
    line(row);
}

/** Every check run and comment, rendered for a reader. */
export function everything(seen: Seen, screen: Screen): void {
  const { colours, line, width } = screen;
  for (const check of [...seen.checks].sort((a, b) => order(seen, a.oid) - order(seen, b.oid))) {
    const names = headsAt(seen, check.oid).map(label).join(', ');
    line();
    line(`${mark(check.conclusion, colours)} ${colours.bold(printable(check.title))}`);
    line(colours.dim(`  ${check.name} on ${printable(names)} at ${check.oid.slice(0, 7)}`));
    for (const each of body(check.summary, width, colours)) line(each);
    for (const each of body(check.text, width, colours)) line(each);
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

function order(seen: Seen, oid: string): number {
  return seen.heads.findIndex((head) => head.oid === oid);
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
