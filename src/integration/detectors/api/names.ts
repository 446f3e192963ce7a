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

/** Name of the type that a member belongs to. */
export function ownerOf({ container }: { container: string }): string {
  const [trait, type] = container.split(' for ');
  return lastName(type ?? trait ?? '');
}

/** Equal for the same definition in two heads. */
export const placeOf = ({
  path,
  container,
  name,
}: {
  path: string;
  container: string;
  name: string;
}): string => `${path}\0${container}\0${name}`;

/** Whether it is asked of a type or a value: constants are, where they stand in a type. */
export function isMember({ kind, container }: { kind: string; container: string }): boolean {
  return (
    /^(method|field|variant|constructor)$/.test(kind) ||
    (kind === 'constant' && /^[A-Z]/.test(ownerOf({ container })))
  );
}
