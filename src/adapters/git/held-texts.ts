/**
 * Texts that landings make. Hardly any of them is ever asked about, and writing them takes longer than making them: they
 * are written when git is about to read them.
 */
import { setImmediate } from 'node:timers/promises';
import type { Oid } from '../../ports.ts';
import { objectId, writeObject } from './loose-objects.ts';
import { writeTogether } from './object-packs.ts';
import type { Scratch } from './scratch.ts';

/** Bytes that wait at the most, and that are kept waiting from one work to the next. */
const [MOST_HELD, MOST_KEPT] = [32 * 1024 ** 2, 16 * 1024 ** 2];
/** Bytes that are written in one go; others wait meanwhile. */
const WRITTEN_AT_ONCE = 4 * 1024 ** 2;

export interface HeldTexts {
  /** The id of a text, which is in the scratch repository only once it was written. */
  hold(text: Buffer): Oid;
  /** Writes those of these that wait; any others are let be. */
  write(oids: Iterable<Oid>): void;
  /**
   * Writes some of those that wait, so that there is room for those of the next work. Rejected if they cannot be written;
   * they wait on then.
   */
  makeRoom(stop: AbortSignal): Promise<void>;
}

/** @param most bytes that wait; beyond, those that have waited for longest are written */
export function heldTexts({ gitDir, format }: Scratch, most = MOST_HELD): HeldTexts {
  const waiting = new Map<Oid, Buffer>();
  let bytes = 0;
  const write = (oids: Iterable<Oid>) => {
    const some = [...new Set(oids)].filter((oid) => waiting.has(oid));
    writeTogether(gitDir, format, () => {
      for (const oid of some) writeObject(gitDir, format, 'blob', waiting.get(oid) as Buffer);
    });
    for (const oid of some) {
      bytes -= waiting.get(oid)?.length ?? 0;
      waiting.delete(oid);
    }
  };
  const writeOldest = () => {
    const oldest: Oid[] = [];
    let length = 0;
    for (const [oid, text] of waiting) {
      if (length >= WRITTEN_AT_ONCE) break;
      oldest.push(oid);
      length += text.length;
    }
    write(oldest);
  };
  return {
    hold(text) {
      const oid = objectId(format, 'blob', text);
      if (waiting.has(oid)) return oid;
      waiting.set(oid, text);
      bytes += text.length;
      while (bytes > most) writeOldest();
      return oid;
    },
    write,
    async makeRoom(stop) {
      while (bytes > Math.min(most, MOST_KEPT) && !stop.aborted) {
        writeOldest();
        await setImmediate();
      }
    },
  };
}
