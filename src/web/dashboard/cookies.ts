/** Cookies of the dashboard: never readable by scripts, never sent from other sites' forms, for this host alone. */

/** How cookies are named and marked for an origin; a browser refuses `__Host-` and `Secure` on plain http. */
export interface Cookies {
  read(header: string | undefined, name: string): string | null;
  /** A value for `Set-Cookie`. @param seconds that it is kept */
  set(name: string, value: string, seconds: number): string;
  clear(name: string): string;
}

/** @param secure whether browsers reach the server by https; without, it must be on loopback */
export function cookiesFor(secure: boolean): Cookies {
  const full = (name: string) => (secure ? `__Host-${name}` : name);
  const set = (name: string, value: string, seconds: number) =>
    `${full(name)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return {
    read(header, name) {
      const wanted = `${full(name)}=`;
      const found = (header ?? '').split(/; */).filter((part) => part.startsWith(wanted));
      // Two of one name: somebody has put one beside ours.
      return found.length === 1 ? (found[0]?.slice(wanted.length) ?? null) : null;
    },
    set,
    clear: (name) => set(name, '', 0),
  };
}
