/** Readings of source files without the parser's thread: whoever asks has the answer at once. */
import { rememberBodies } from '#src/adapters/symbols/body-memory.ts';
import { type Engine, startEngine } from '#src/adapters/symbols/engine.ts';
import { readText } from '#src/adapters/symbols/read-text.ts';
import type { SymbolReading } from '#src/symbols.ts';

const LIMITS = { nodes: 600_000, depth: 1_000, time: 10_000 };

export type Read = (path: string, text: string) => SymbolReading;

let opened: Promise<Read> | undefined;

export function openReadings(): Promise<Read> {
  opened ??= open();
  return opened;
}

let started: Promise<Engine> | undefined;

/** A process has one. */
export function openEngine(): Promise<Engine> {
  started ??= startEngine();
  return started;
}

async function open(): Promise<Read> {
  const engine = await openEngine();
  const bodies = rememberBodies();
  return (path, text) =>
    readText(engine, path.slice(path.lastIndexOf('.') + 1), text, LIMITS, bodies, path);
}

/** As if nothing had been read before: no version of the file, and no function that stands in it. */
export async function readAlone(path: string, text: string): Promise<SymbolReading> {
  const ending = path.slice(path.lastIndexOf('.') + 1);
  return readText(await openEngine(), ending, text, LIMITS, rememberBodies(), `alone/${text}`);
}
