/** Workflows that cannot fail or do not do what they say: jobs that stand twice, `|| true`, steps that only print. */
import { listWords } from '../../markdown.ts';
import { readYaml } from '../../plan/yaml.ts';
import type { FileFault } from '../faults.ts';
import type { TreeSeen } from '../probe.ts';

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;
/** Commands whose failure should be seen. */
const TELLING =
  /\b(test|tests|check|build|clippy|lint|audit|bench|validate|verify|cargo|pytest|npm|yarn|pnpm|go|mvn|gradle|make)\b/;
/** Names that promise that something was looked at; a job that only waits for others may print what it likes. */
const PROMISING =
  /test|check|build|lint|audit|secur|scan|bench|perf|regress|valid|verif|compat|cover|docs?\b/i;
const SWALLOWED = /\|\|\s*(true|:|exit 0|echo\b)/;
const MOST_NAMED = 5;

export function toothlessWorkflows({ texts }: TreeSeen): FileFault[] {
  return [...texts].flatMap(([path, content]) =>
    WORKFLOW.test(path) && content.state === 'text' ? faultsIn(path, content.text) : [],
  );
}

function faultsIn(path: string, text: string): FileFault[] {
  const { value, places, issues } = readYaml(text);
  const twice = issues.flatMap(({ path: at, offset, message }) => {
    // What else a plan may not have (anchors), a workflow may.
    const isJob = at?.length === 2 && at[0] === 'jobs' && message.includes('stands here twice');
    return isJob
      ? [{ job: String(at[1]), line: places.lineColumn(offset ?? places.offset(at, 'key')).line }]
      : [];
  });
  const faults: FileFault[] = [];
  const [first] = twice;
  if (first) {
    const names = [...new Set(twice.map(({ job }) => job))];
    const stand = names.length === 1 ? 'The job' : 'The jobs';
    faults.push({
      path,
      line: first.line,
      what: `${stand} ${listWords(names, MOST_NAMED)} of ${path} ${names.length === 1 ? 'stands' : 'stand'} twice (line ${first.line}), so the workflow is refused or loses one of them. Rename or remove one.`,
    });
  }
  const jobs = value ? jobsOf(value.root) : [];
  const printing = jobs
    .filter(({ name, steps }) => PROMISING.test(name) && onlyPrints(steps))
    .map(({ name }) => name);
  if (printing.length > 0) {
    const [it, does] =
      printing.length === 1 ? ['The job', 'only prints'] : ['The jobs', 'only print'];
    faults.push({
      path,
      what: `${it} ${listWords(printing, MOST_NAMED)} of ${path} ${does} text, so a green check of it proves nothing. Let it run what it is named after.`,
    });
  }
  const soft = softLines(text);
  const [line] = soft;
  if (line !== undefined) {
    const lines = listWords(soft.map(String), MOST_NAMED);
    faults.push({
      path,
      line,
      what: `${path} lets failures pass (line ${lines}), by "|| true" or continue-on-error, so a failure there turns no check red. Remove that where the result counts.`,
    });
  }
  return faults;
}

/** Lines that swallow the failure of a command that tells something, or of a whole step. */
function softLines(text: string): number[] {
  return text.split('\n').flatMap((line, at) => {
    const code = line.replace(/(^|\s)#.*$/, '');
    const swallows = SWALLOWED.test(code) && TELLING.test(code.split('||')[0] ?? '');
    return swallows || /^\s*-?\s*continue-on-error:\s*true\s*$/.test(code) ? [at + 1] : [];
  });
}

interface Step {
  run: string | null;
  uses: string | null;
}

function jobsOf(root: unknown): { name: string; steps: Step[] }[] {
  if (!isRecord(root) || !isRecord(root.jobs)) return [];
  return Object.entries(root.jobs).flatMap(([name, job]) => {
    if (!isRecord(job) || !Array.isArray(job.steps)) return [];
    const steps = job.steps.filter(isRecord).map(({ run, uses }) => ({
      run: typeof run === 'string' ? run : null,
      uses: typeof uses === 'string' ? uses : null,
    }));
    return [{ name, steps }];
  });
}

/** Steps that only fetch and set up, and commands that only print. */
function onlyPrints(steps: readonly Step[]): boolean {
  const runs = steps.flatMap(({ run }) => run ?? []);
  const others = steps.flatMap(({ uses }) => uses ?? []);
  if (
    runs.length === 0 ||
    !others.every((uses) => /(^|\/)(checkout|setup-[\w-]+|cache)@/.test(uses))
  ) {
    return false;
  }
  return runs.every((run) =>
    run
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'))
      .every((line) =>
        /^(echo|printf)\b(?!.*(>|\||\$\(|`|&&))|^(true|:|exit 0|set -\w+)$/.test(line),
      ),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
