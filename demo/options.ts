/** The arguments of `weir demo`. */
import { parseArgs } from 'node:util';

export const USAGE = `Usage: weir demo [--once] [--json FILE] [--port N]
       weir demo --repo DIR [--base REF] --head GLOB... [--once] [--json FILE] [--port N]

Without --repo, a sample repository and a week of work in it. With it, branches of your own repository,
which is only read. Nothing leaves this machine.

  --once       tell the story, print everything that was written, check it, and end
               (exit code 0: all was found; 1: something was not)
  --json FILE  write the check runs, comments and issues to FILE
  --port N     port of the local GitHub (default: any free one)
`;

export interface Options {
  once: boolean;
  json: string | undefined;
  port: number | undefined;
  repo: string | undefined;
  base: string | undefined;
  heads: string[];
}

/** The options, or a sentence on what is wrong with them. */
export function readOptions(argv: readonly string[]): Options | string {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { values, positionals } = parsed;
  const { once = false, json, repo, base } = values;
  const heads = [...(values.head ?? []), ...positionals];
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535)) {
    return `--port ${values.port} is not a port. Give a number from 1 to 65535.`;
  }
  if (repo === undefined && positionals.length > 0) {
    return `${positionals[0]} is not an option. Names of heads need --repo DIR before them.`;
  }
  if (repo === undefined && (base !== undefined || heads.length > 0)) {
    return '--base and --head belong to --repo. Add --repo DIR, or leave them out to see the sample.';
  }
  if (repo !== undefined && heads.length === 0) {
    return "--repo needs heads to compare. Add --head and names or globs, such as --head 'feature/*'.";
  }
  return { once, json, port, repo, base, heads };
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    options: {
      once: { type: 'boolean' },
      json: { type: 'string' },
      port: { type: 'string' },
      repo: { type: 'string' },
      base: { type: 'string' },
      head: { type: 'string', multiple: true },
    },
    allowPositionals: true,
  });
}
