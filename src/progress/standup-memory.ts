/** What a standup leaves behind in its comment for the next one: when it was, what was red, and its words. Pure. */
import { z } from 'zod';
import { hiddenBlock, readHiddenBlock } from './hidden-block.ts';
import { bare } from './lookup.ts';
import type { CheckColours } from './standup.ts';

export interface StandupMemory {
  /** ISO 8601. */
  at: string;
  colours: CheckColours;
  /** Markdown of the latest standups as they were written, newest first. */
  told: string[];
}

/** Standups that are kept in the comment, besides the newest. */
const MOST_TOLD = 4;
/** A longer one is not kept: it would leave no room for the others. */
const MOST_CHARACTERS = 4_000;
const MOST_COLOURS = 500;

const Memory = z.object({
  at: z.string().refine((at) => Number.isFinite(Date.parse(at))),
  colours: z.record(z.string(), z.enum(['red', 'green'])),
  told: z.array(z.string()),
});

/** The memory with one more standup. */
export function remembering(
  before: StandupMemory | null,
  at: string,
  colours: CheckColours,
  told: string,
): StandupMemory {
  const all = [told, ...(before?.told ?? [])].filter(({ length }) => length <= MOST_CHARACTERS);
  const few = Object.entries(colours).slice(0, MOST_COLOURS);
  return { at, colours: bare(few), told: all.slice(0, MOST_TOLD + 1) };
}

export function memoryBlock(memory: StandupMemory): string {
  return hiddenBlock(memory);
}

/** From the body of a comment of ours; null where there is none, or somebody changed it. */
export function readMemory(body: string): StandupMemory | null {
  try {
    const read = Memory.safeParse(JSON.parse(readHiddenBlock(body) ?? ''));
    if (!read.success) return null;
    const { at, colours, told } = read.data;
    return { at, colours: bare(Object.entries(colours)), told: told.slice(0, MOST_TOLD + 1) };
  } catch {
    return null;
  }
}
