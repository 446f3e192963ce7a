/** Checked exceptions of Java: who may throw one, everybody who calls or replaces it must know. See JLS 11.2. */
import type { Definition } from '../../../symbols.ts';
import { lastName } from './names.ts';

type Thrower = Pick<Definition, 'signature'>;

/** Exceptions of the language that callers must catch or hand on. */
const CHECKED =
  /^(Exception|IOException|FileNotFoundException|InterruptedException|ExecutionException|SQLException|ClassNotFoundException|CloneNotSupportedException|GeneralSecurityException|NoSuchAlgorithmException|URISyntaxException|ParseException)$/;
/** It is caught with all that need not be declared. */
const ANY = 'Exception';

const thrownBy = ({ signature }: Thrower): string[] =>
  (/ throws (.*)$/.exec(signature)?.[1]?.split(',') ?? []).map((one) => lastName(one.trim()));

/** What callers must catch now, where they needed to catch nothing. */
export function thrownNewly(before: Thrower, after: Thrower): string | null {
  if (thrownBy(before).some((one) => CHECKED.test(one))) return null;
  return thrownBy(after).find((one) => CHECKED.test(one)) ?? null;
}

/** One of these that was thrown, where nothing is any more. */
export function thrownNoMore(
  before: Thrower,
  after: Thrower,
  these: readonly string[],
): string | null {
  if (thrownBy(after).length > 0) return null;
  const old = thrownBy(before).filter((one) => CHECKED.test(one));
  return these.find((one) => old.includes(one)) ?? null;
}

/** What a catch that is the only one for a call may no longer name. */
export const idlyCaught = (
  before: Thrower,
  after: Thrower,
  catches: readonly string[],
): string | null =>
  thrownNoMore(
    before,
    after,
    catches.filter((one) => one !== ANY),
  );

/** What a member that replaces one may no longer throw. */
export const thrownToo = (before: Thrower, after: Thrower, member: Thrower): string | null =>
  thrownNoMore(before, after, thrownBy(member));
