/** Keys for comments and events, made of names that may hold what a key may not. Pure. */

/** Short, the same for the same words, and no two names alike that differ: lower case, digits and single hyphens. */
export function keyPart(words: string): string {
  const readable = words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '');
  return readable === words ? readable : `${readable || 'x'}-${checksum(words)}`;
}

/** FNV-1a, 32 bits, as eight hexadecimal digits. */
export function checksum(words: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(words)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
