/** Looks up in a commit what a document calls. Runs nothing from the repository. */
import { parse } from 'smol-toml';
import type { Deps, Git, Oid, Repository } from '../../ports.ts';
import { languageOf } from '../../symbols.ts';
import type { RepositoryKnowledge, RepositoryQuestions } from './repository.ts';

const MOST_MANIFESTS = 200;

/** Answers the questions from one commit, which must be there. */
export async function lookUp(
  questions: RepositoryQuestions,
  repo: Repository,
  { at, oid }: { at: string; oid: Oid },
  { forge, git }: Pick<Deps, 'forge' | 'git'>,
): Promise<RepositoryKnowledge> {
  const words = [
    ...questions.symbols,
    ...(questions.features.length > 0 ? ['package', 'features'] : []),
  ];
  const found = await git.withSurvey(repo, oid, [], (survey) => survey.occurrences(oid, words));
  const files = new Set<string>();
  for (const path of questions.files) {
    const file = await git.readFile(repo, oid, path);
    if (file.state !== 'absent') files.add(path);
  }
  const manifests = ['package', 'features']
    .flatMap((word) => found.get(word) ?? [])
    .flatMap(({ path }) => (/(?:^|\/)Cargo\.toml$/.test(path) ? [path] : []));
  const tips = await forge.branches(repo, questions.branches);
  return {
    at,
    oid,
    files,
    features: await featuresOf([...new Set(manifests)], repo, oid, git),
    symbols: new Map(
      questions.symbols.map((symbol) => [
        symbol,
        (found.get(symbol) ?? []).filter(
          ({ path, text }) => languageOf(path) !== null && declares(text, symbol),
        ),
      ]),
    ),
    branches: new Set(tips.keys()),
  };
}

/** Whether a line of source declares an interface of this name, in some language. */
function declares(line: string, symbol: string): boolean {
  const before = line.split(new RegExp(`\\b${symbol}\\b`))[0] ?? '';
  if (/\/\/|#|\*|["'`]/.test(before)) return false;
  const words = before.trim().split(/\s+/);
  return (
    /^(?:trait|interface|protocol|class|struct|enum)$/.test(words.at(-1) ?? '') ||
    (words.at(-1) === 'type' && /\binterface\b|=/.test(line.slice(before.length)))
  );
}

async function featuresOf(
  paths: readonly string[],
  repo: Repository,
  oid: Oid,
  git: Git,
): Promise<Set<string> | null> {
  if (paths.length > MOST_MANIFESTS) return null;
  const features = new Set<string>();
  for (const path of paths) {
    const file = await git.readFile(repo, oid, path);
    if (file.state !== 'found') return null;
    try {
      for (const name of Object.keys(parse(file.text).features ?? {})) features.add(name);
    } catch {
      return null;
    }
  }
  return features;
}
