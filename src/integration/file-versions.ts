/** Versions of files as detectors see them. */
import type { Content, Oid } from '../ports.ts';
import type { FileVersion } from './detector.ts';

export function versionOf(oid: Oid, texts: ReadonlyMap<Oid, Content>): FileVersion {
  return { oid, ...(texts.get(oid) ?? { state: 'left-out', reason: 'missing' }) };
}

/** What an error says. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
