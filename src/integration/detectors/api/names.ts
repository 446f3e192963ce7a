/** Names as they are written, cut to what they call. */

/** `a::Trait<T>` → `Trait`. */
export function lastName(path: string): string {
  return (
    path
      .replace(/<[\s\S]*$/, '')
      .split(/::|\.|\//)
      .at(-1) ?? ''
  );
}
