/** Where keys and values stand in a file. Pure. */
import type { Path } from './issue.ts';

/** Offsets of a node in the text: of its key, where it has one, and of its value. */
interface Place {
  key?: number;
  value: number;
}

/** Where things stand in the file. */
export class Places {
  readonly #places = new Map<string, Place>();
  readonly #lineStarts: number[];

  constructor(text: string) {
    this.#lineStarts = [
      0,
      ...Array.from(text.matchAll(/\r\n|\n|\r/g), (end) => end.index + end[0].length),
    ];
  }

  set(path: Path, place: Place): void {
    this.#places.set(JSON.stringify(path), place);
  }

  /** Offset of the value (or the key) at a path, else of the nearest thing around it. */
  offset(path: Path, at: 'key' | 'value'): number {
    for (let length = path.length; length >= 0; length -= 1) {
      const place = this.#places.get(JSON.stringify(path.slice(0, length)));
      if (place)
        return length === path.length && at === 'value' ? place.value : (place.key ?? place.value);
    }
    return 0;
  }

  /** 1-based line and column of an offset; columns count UTF-16 units, as editors do. */
  lineColumn(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#lineStarts[low] ?? 0) + 1 };
  }
}
