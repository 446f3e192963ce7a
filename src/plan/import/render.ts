/** What is said about an import: the pull request that proposes a plan, and the answers to the command. Pure. */
import type { Applied } from '../../effects.ts';
import {
  bullets,
  code,
  codeBlock,
  details,
  fitSections,
  link,
  listWords,
  type Markdown,
  plain,
  plural,
  prose,
  text,
} from '../../markdown.ts';
import type { Oid } from '../../ports.ts';
import { PLAN_PATH } from '../parse.ts';
import type { Finding } from './draft.ts';

/** A plan file that a document gives. */
export interface Proposal {
  /** Of the document. */
  path: string;
  /** Where it was read. */
  at: { ref: string; oid: Oid };
  base: { ref: string; oid: Oid };
  /** Web address of the repository. */
  url: string | null;
  yaml: string;
  findings: readonly Finding[];
  /** There is a plan on the base already. */
  replaces: boolean;
}

/** GitHub counts characters there; bytes are never fewer. */
const MOST = 60_000;

/** Title and text of the pull request. */
export function renderProposal(proposal: Proposal): { title: string; body: Markdown } {
  const { path, at, base, replaces } = proposal;
  const first = `${code(PLAN_PATH)}, made from ${code(path)} at ${code(at.oid.slice(0, 12))}. Nothing in it is invented: what the document does not say is left out, and comments keep what was not understood.`;
  const before = replaces
    ? `There is a plan on ${code(base.ref)} already. **Merging this replaces it.** People, probes, settings and workstreams that only stand there are carried over; what the document says otherwise is listed below as a contradiction, and the diff shows what would go.`
    : 'Before you merge it, name people for the roles.';
  const sections = [
    { markdown: first, priority: 3 },
    { markdown: before, priority: 3 },
    ...findingSections(proposal),
  ];
  return { title: plain(`Import the plan from ${path}`, 200), body: fitSections(sections, MOST) };
}

/** The answer to the command. */
export function renderAnswer(proposal: Proposal, { outcome, url, reason }: Applied): Markdown {
  const { path, base, yaml } = proposal;
  const what = `The plan of ${code(path)}`;
  if (outcome === 'skipped') {
    const why = reason === undefined ? 'The pull request could not be written.' : prose(reason);
    const put = `Until then, put this into ${code(PLAN_PATH)} by hand.`;
    return fitSections(
      [
        {
          markdown: `${what} was read, but no pull request was opened. ${why} ${put}`,
          priority: 4,
        },
        { markdown: details('The plan file', codeBlock(yaml, 'yaml')), priority: 3 },
        ...findingSections(proposal),
      ],
      MOST,
    );
  }
  const done = {
    created: 'is proposed in',
    updated: 'is proposed again in',
    unchanged: 'stands unchanged in',
  };
  const where = url === null ? code(base.ref) : link('this pull request', url);
  return fitSections(
    [{ markdown: `${what} ${done[outcome]} ${where}.`, priority: 4 }, ...findingSections(proposal)],
    MOST,
  );
}

/** What is missing and what contradicts itself; notes are collapsed. */
function findingSections(proposal: Proposal): { markdown: Markdown; priority: number }[] {
  const { findings } = proposal;
  const pick = (level: Finding['level']) => findings.filter((one) => one.level === level);
  const [against, gaps, notes] = [pick('contradiction'), pick('gap'), pick('note')];
  const counts = [
    ...(against.length > 0 ? [plural(against.length, 'contradiction')] : []),
    ...(gaps.length > 0 ? [plural(gaps.length, 'gap')] : []),
    ...(notes.length > 0 ? [plural(notes.length, 'note')] : []),
  ];
  const list = (some: readonly Finding[]) => bullets(some.map((one) => findingLine(one, proposal)));
  const section = (title: string, some: readonly Finding[], priority: number) =>
    some.length === 0 ? [] : [{ markdown: details(text(title), list(some)), priority }];
  const sum = counts.length === 0 ? 'Nothing is missing in it.' : `Found: ${listWords(counts)}.`;
  return [
    { markdown: sum, priority: 3 },
    ...section(`What contradicts itself (${against.length})`, against, 2),
    ...section(`What is missing (${gaps.length})`, gaps, 1),
    ...section(`Notes (${notes.length})`, notes, 0),
  ];
}

function findingLine({ line, message }: Finding, { path, at, url }: Proposal): Markdown {
  const where = text(`line ${line}`);
  if (url === null) return `${where}: ${text(message)}`;
  const address = `${url}/blob/${at.oid}/${path.split('/').map(encodeURIComponent).join('/')}?plain=1#L${line}`;
  return `${link(where, address)}: ${text(message)}`;
}

export function renderUsage(): Markdown {
  return `Nothing was run: write ${code('/plan import PATH')} with the path of one document, such as ${code('/plan import docs/plan.md')}. Put a path with blanks or commas in quotes.`;
}

export function renderMissing(path: string, ref: string, reason: string): Markdown {
  return `Nothing was imported: ${code(path)} could not be read at ${code(ref)}: ${text(reason)}. Write the path from the root of the repository.`;
}

export function renderUnreadable(path: string, ref: string, reason: string): Markdown {
  return `Nothing was imported from ${code(path)}: the plan on ${code(ref)} could not be read (${text(reason)}), and what people put into it would be lost. Repair ${code(PLAN_PATH)} or remove it, and ask again.`;
}

export function renderRefused(path: string, refused: string): Markdown {
  return `Nothing was imported from ${code(path)}. ${text(refused)}`;
}

export function renderSame(path: string, ref: string): Markdown {
  return `Nothing is to do: the plan on ${code(ref)} says what ${code(path)} gives already.`;
}
