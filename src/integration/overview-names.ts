/** What heads and the base are called in an overview, and lists that say how much they leave out. */
import { aliasOf, isHead, type View } from './view.ts';

/** A list that is shown in part, and how many more there are. */
export interface Bounded<T> {
  shown: T[];
  more: number;
}

/** A head or the base as a reader knows it. */
export interface SideName {
  ref: string;
  oid: string;
  /** What else it is called: its workstream, where the ref does not say so. */
  alias: string | null;
  pull: { number: number; url: string; title: string; draft: boolean } | null;
}

export function atMost<S, T>(
  list: readonly S[],
  most: number,
  show: (item: S, at: number) => T,
): Bounded<T> {
  return { shown: list.slice(0, most).map(show), more: Math.max(0, list.length - most) };
}

export function nameOf(view: View, ref: string): SideName {
  const side = view.sides.get(ref);
  if (!side) return { ref, oid: '', alias: null, pull: null };
  const pull = isHead(side) ? side.pullRequest : null;
  return {
    ref,
    oid: side.oid,
    alias: aliasOf(view, side),
    pull: pull && { number: pull.number, url: pull.url, title: pull.title, draft: pull.draft },
  };
}

export function namesOfRefs(view: View, refs: readonly string[], most: number): Bounded<SideName> {
  return atMost(refs, most, (ref) => nameOf(view, ref));
}
