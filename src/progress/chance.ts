/** Chance that can be repeated: the same seed gives the same numbers on every machine. Pure. */

// Looked up once: the innermost loops call it millions of times.
const { imul } = Math;

/** FNV-1a of 32 bits over UTF-16 code units. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

/**
 * Numbers from 0 up to but without 1, by a counter whose steps are mixed thoroughly (the finaliser of MurmurHash3).
 * Good enough to draw from a handful of weeks; not for secrets.
 */
export function createChance(seed: number): () => number {
  let counter = seed | 0;
  return () => {
    counter = (counter + 0x9e3779b9) | 0;
    let mixed = counter ^ (counter >>> 16);
    mixed = imul(mixed, 0x85ebca6b);
    mixed ^= mixed >>> 13;
    mixed = imul(mixed, 0xc2b2ae35);
    mixed ^= mixed >>> 16;
    return (mixed >>> 0) / 2 ** 32;
  };
}
