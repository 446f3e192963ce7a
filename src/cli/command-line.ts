/** Arguments of a subcommand: read strictly, refused in sentences that say what to write instead. */
import { parseArgs } from 'node:util';
import type { Terminal } from '../adapters/console.ts';
import { nearest } from '../commands.ts';

/**
 * Exit codes that mean the same in every subcommand. `undetermined`: no answer could be had, also where Weir itself
 * failed in a way nobody foresaw; `failure` is an answer.
 */
export const EXIT = { fine: 0, failure: 1, usage: 2, undetermined: 3 } as const;

export interface Subcommand {
  name: string;
  /** Every way to call it, without the leading `weir`. */
  usage: readonly string[];
  /** One sentence. */
  summary: string;
  /** What `weir help NAME` adds: options, defaults, exit codes. */
  details: string;
  /** @returns the exit code */
  run(argv: readonly string[], terminal: Terminal): Promise<number>;
}

/** The call cannot be carried out as it was written or set up. Ends with exit code 2 and without a stack. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** `flag`: without value; `value`: at most once; `list`: any number of times. */
export type OptionKind = 'flag' | 'value' | 'list';

type Values<Kinds extends Record<string, OptionKind>> = {
  [Name in keyof Kinds]: Kinds[Name] extends 'flag'
    ? boolean
    : Kinds[Name] extends 'list'
      ? string[]
      : string | undefined;
};

/**
 * Reads options and operands.
 *
 * @param most how many operands may be given
 * @throws UsageError naming the first mistake and what to do
 */
export function readOptions<const Kinds extends Record<string, OptionKind>>(
  argv: readonly string[],
  kinds: Kinds,
  most = 0,
): { values: Values<Kinds>; operands: string[] } {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries(kinds).map(([name, kind]) => [
        name,
        { type: kind === 'flag' ? ('boolean' as const) : ('string' as const) },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const kind = Object.hasOwn(kinds, token.name) ? kinds[token.name] : undefined;
    if (kind === undefined) throw new UsageError(unknownOption(token.rawName, Object.keys(kinds)));
    const before = given.get(token.name) ?? [];
    given.set(token.name, [...before, readValue(token, kind)]);
    if (kind === 'value' && before.length > 0) {
      throw new UsageError(`--${token.name} is given twice. Keep one of them.`);
    }
  }
  const extra = operands[most];
  if (extra !== undefined) {
    throw new UsageError(
      `"${extra}" is not expected here.${most === 0 ? ' Write options as --name VALUE.' : ''}`,
    );
  }
  const values = Object.entries(kinds).map(([name, kind]) => {
    const written = given.get(name);
    if (kind === 'flag') return [name, written !== undefined];
    return [name, kind === 'list' ? (written ?? []) : written?.[0]];
  });
  return { values: Object.fromEntries(values) as Values<Kinds>, operands };
}

interface OptionToken {
  name: string;
  value?: string | undefined;
  inlineValue?: boolean | undefined;
}

function readValue({ name, value, inlineValue }: OptionToken, kind: OptionKind): string {
  if (kind === 'flag') {
    if (value !== undefined)
      throw new UsageError(`--${name} takes no value. Write --${name} alone.`);
    return '';
  }
  if (value === undefined || value === '') {
    throw new UsageError(`--${name} needs a value. Write --${name} VALUE.`);
  }
  // `--repo --json` forgot the value; `-` alone is standard input.
  if (!inlineValue && value.startsWith('-') && value !== '-') {
    throw new UsageError(
      `--${name} needs a value, and "${value}" looks like an option. Write --${name}=${value} if it is one.`,
    );
  }
  return value;
}

function unknownOption(written: string, names: readonly string[]): string {
  const near = nearest(
    written,
    names.map((name) => `--${name}`),
    1,
  )[0];
  const valid = names.map((name) => `--${name}`).join(', ');
  const meant =
    near === undefined ? `Valid are ${valid || 'no options at all'}.` : `Did you mean ${near}?`;
  return `There is no option ${written}. ${meant}`;
}

/** "Did you mean a, b?", or empty. */
export function didYouMean(candidates: readonly string[]): string {
  return candidates.length === 0 ? '' : ` Did you mean ${candidates.join(' or ')}?`;
}
