/** Versions of files as detectors see them. */
import type { Oid, Survey } from '../ports.ts';
import type { AnyFileDetector, FileVersion } from './detector.ts';

/** Reads what a detector wants of files; answers by path and blob. */
export async function readVersions(
  survey: Survey,
  detector: AnyFileDetector,
  files: readonly { path: string; blob: Oid }[],
): Promise<(path: string, blob: Oid) => FileVersion> {
  const texts = await survey.contents(files.map(({ blob }) => blob));
  const symbols = detector.symbols ? await survey.symbols(files) : [];
  const keyOf = (path: string, blob: Oid) => `${blob} ${path}`;
  const found = new Map(
    symbols.map((one, at) => [keyOf(files[at]?.path ?? '', files[at]?.blob ?? ''), one]),
  );
  return (path, oid) => {
    const content = texts.get(oid) ?? { state: 'left-out', reason: 'missing' };
    const own = found.get(keyOf(path, oid));
    return own ? { oid, ...content, symbols: own } : { oid, ...content };
  };
}

/**
 * Has symbols read of all versions of one file before those of the next: they are mostly the same, and what is read is
 * remembered.
 */
export async function readAhead(
  survey: Survey,
  { symbols }: AnyFileDetector,
  files: readonly { path: string; blob: Oid }[],
): Promise<void> {
  if (!symbols) return;
  const versions = files.map((file) => [`${file.blob} ${file.path}`, file] as const);
  await survey.symbols([...new Map(versions).values()]);
}

/** Why a version cannot be looked at, or null. */
export function leftOutReason(version: FileVersion | null): string | null {
  if (version?.state === 'left-out') return version.reason;
  return version?.symbols?.state === 'left-out' ? version.symbols.reason : null;
}

/** What an error says. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
