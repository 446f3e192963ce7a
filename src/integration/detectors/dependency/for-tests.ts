/** What is there for tests and development alone: sections of manifests, files, and parts of files. */
import { fileName, folderOf } from '../../path-parts.ts';
import type { Ecosystem } from './manifest.ts';

/** Whether what a section asks for is missing where the package is built or installed for use. */
export function isForDevelopment(ecosystem: Ecosystem, section: string): boolean {
  if (ecosystem === 'cargo') return /(^|\.)dev-dependencies$/.test(section);
  return ecosystem === 'npm' && section === 'devDependencies';
}

/** Folders of sources as packages ship them; anything else may be there for development. */
const SHIPPED: Readonly<Partial<Record<Ecosystem, RegExp>>> = {
  cargo: /^src\//,
  npm: /^(?:(?:src|lib|app|server|bin)\/|index\.\w+$)/,
};

/** Names by which tests, stories and the like are told beside the code that they are about. */
const FOR_TESTS =
  /(^|\/)(?:tests?|__tests__|__mocks__|specs?|e2e|stories|fixtures|testdata|mocks|bench(?:es|marks?)?|examples?)\/|(^|[/._-])(?:tests?|specs?|stories|bench|e2e|mocks?|testing|test[-_]utils?|config|setup)(?:[._-][\w-]*)?\.\w+$|\.d\.[cm]?ts$/i;

/** Whether a file is built or installed with the package of a manifest, by where it lies. */
export function isShipped(ecosystem: Ecosystem, manifest: string, path: string): boolean {
  const folder = folderOf(manifest);
  const below = folder === '' ? path : path.slice(folder.length + 1);
  return (
    (SHIPPED[ecosystem]?.test(below) ?? false) &&
    !FOR_TESTS.test(below) &&
    fileName(path) !== 'build.rs'
  );
}

/** An attribute of Rust that keeps what follows for tests: `#[cfg(test)]`, `#[tokio::test]`, `#[bench]`. */
const ATTRIBUTE =
  /#!?\[\s*(?:cfg\s*\(([^\]]*)\)|(?:\w+::)*(?:test|bench|test_case|rstest)\b[^\]]*)\s*\]/g;

/**
 * Which lines of a Rust file are compiled for tests alone.
 *
 * @param code without comments and insides of strings
 */
export function linesForTests(code: string): boolean[] {
  const lines = code.split('\n').map(() => false);
  // A brace in quotes is a character.
  const text = code.replaceAll(/'[{}]'/g, "'_'");
  const breaks = [...text.matchAll(/\n/g)].map(({ index }) => index);
  let seen = 0;
  let done = -1;
  // Attributes come one after the other, and an item ends behind its own.
  const lineAt = (at: number, from: number) => {
    let line = from;
    while (line < breaks.length && (breaks[line] as number) < at) line += 1;
    return line;
  };
  for (const found of text.matchAll(ATTRIBUTE)) {
    const [whole, condition] = found;
    // Within such an item already.
    if (found.index <= done) continue;
    if (condition !== undefined && !/\btest\b/.test(condition.replaceAll(/not\s*\([^()]*\)/g, '')))
      continue;
    done = whole.startsWith('#!') ? text.length : endOfItem(text, found.index + whole.length);
    seen = lineAt(found.index, seen);
    lines.fill(true, seen, lineAt(done, seen) + 1);
  }
  return lines;
}

/** Where the item ends that begins here: with its block, or with a semicolon before any. */
function endOfItem(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === ';' && depth === 0) return at;
    if (char === '{') depth += 1;
    if (char === '}') {
      depth -= 1;
      if (depth <= 0) return at;
    }
  }
  return text.length;
}
