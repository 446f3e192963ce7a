/** What a repository can tell about a document: asked for and answered as plain data. Pure. */
import type { Oid } from '../../ports.ts';
import { type Draft, say } from './draft.ts';
import { quoted } from './phrases.ts';

/** What to look up. */
export interface RepositoryQuestions {
  files: string[];
  features: string[];
  symbols: string[];
  branches: string[];
}

/** The answers. */
export interface RepositoryKnowledge {
  /** How people call the commit that was looked at. */
  at: string;
  oid: Oid;
  /** Those of the files that exist. */
  files: ReadonlySet<string>;
  /** Every build feature that a manifest declares; null where some manifest could not be read. */
  features: ReadonlySet<string> | null;
  /** Where interfaces are declared, by name. */
  symbols: ReadonlyMap<string, readonly { path: string; line: number }[]>;
  /** Those of the branches that exist. */
  branches: ReadonlySet<string>;
}

export function questionsOf(draft: Draft): RepositoryQuestions {
  const called = (kind: 'script' | 'feature') =>
    [...new Set(draft.called.filter((one) => one.kind === kind).map(({ name }) => name))].slice(
      0,
      100,
    );
  return {
    files: called('script'),
    features: called('feature'),
    symbols: [...new Set(draft.contracts.map(({ symbol }) => symbol))].slice(0, 100),
    branches: draft.workstreams.flatMap(({ branch }) => branch ?? []),
  };
}

/** Says what the document calls and the repository does not have. */
export function sayMissing(draft: Draft, known: RepositoryKnowledge): void {
  const said = new Set<string>();
  for (const { kind, name, line } of draft.called) {
    if (said.has(`${kind} ${name}`)) continue;
    said.add(`${kind} ${name}`);
    if (kind === 'script' && !known.files.has(name)) {
      say(
        draft,
        'gap',
        'missing-in-repository',
        line,
        `The script ${quoted([name])} does not exist in ${known.at}. Write it, or take it out of the document.`,
      );
    }
    const [crate, own] = name.includes('/') ? name.split('/') : [null, name];
    const there = known.features?.has(own ?? name) ?? true;
    if (kind === 'feature' && !there) {
      say(
        draft,
        'gap',
        'missing-in-repository',
        line,
        `The build feature ${quoted([name])} is declared in no manifest${crate ? ` for ${crate}` : ''} of ${known.at}. Declare it, or take it out of the document.`,
      );
    }
    if (kind === 'feature' && known.features === null) {
      say(
        draft,
        'note',
        'not-looked-at',
        line,
        `Whether the build feature ${quoted([name])} exists in ${known.at} is not known: some manifest could not be read. Look yourself.`,
      );
    }
  }
  for (const own of draft.workstreams) {
    if (own.branch === null || known.branches.has(own.branch)) continue;
    say(
      draft,
      'note',
      'missing-in-repository',
      own.line,
      `The branch ${quoted([own.branch])} of ${quoted([own.name])} does not exist in the repository yet. Push it when work begins.`,
    );
  }
}
