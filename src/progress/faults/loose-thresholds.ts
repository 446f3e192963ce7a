/** Limits for slower benchmarks that stand in files and are above what the plan allows. */
import { listWords } from '../../markdown.ts';
import type { Plan } from '../../plan/schema.ts';
import type { FileFault } from '../faults.ts';
import type { TreeSeen } from '../probe.ts';

/** Files that are about performance by their own name or by that of their crate. */
export const ABOUT_PERFORMANCE = [
  '**/*{perf,bench,regress,threshold}*.{rs,ts,js,mjs,py,go,java,toml,yml,yaml,json}',
  '**/*{perf,bench}*/src/*.rs',
];

const PERFORMANCE = /(perf|bench|regress|threshold)/i;
const MATERIAL = /(^|\/)(fixtures?|testdata|examples?|vendor|node_modules|results?)\//i;
const COMMENT = /^\s*(\/\/|#(?!\[)|\*|\/\*|--)/;
/** `max_regression: 20.0`, `REGRESSION_THRESHOLD: f64 = 0.2`, `"slowdown": "20%"`. */
const LIMIT =
  /(?<![\w.-])([\w-]{0,60}(?:regression|slowdown|degradation)[\w-]{0,60})["']?\s{0,9}(?::\s{0,9}[A-Za-z_]\w{0,40}\s{0,9}=|[:=])(?!=)\s{0,9}["']?(\d{1,9}(?:\.\d{1,9})?)\s?(%?)/gi;
/** Names of numbers that are no limits. */
const COUNTED = /count|runs?|samples?|window|number|index|_id|found|days|ms|millis|seconds/i;
const MOST_CHARACTERS = 200_000;
const MOST_NAMED = 5;

export function looseThresholds({ texts }: TreeSeen, plan: Plan): FileFault[] {
  const share = Math.min(
    plan.integration.performance.max_regression,
    plan.compatibility?.max_regression ?? Number.POSITIVE_INFINITY,
  );
  const allowed = Number((share * 100).toPrecision(6));
  return [...texts].flatMap(([path, content]): FileFault[] => {
    if (!PERFORMANCE.test(path) || MATERIAL.test(path) || content.state !== 'text') return [];
    if (content.text.length > MOST_CHARACTERS) return [];
    const loose = limitsIn(content.text).filter(({ percent }) => percent > allowed);
    const [first] = loose;
    if (!first) return [];
    const named = listWords(
      loose.map(({ name, percent }) => `${name} ${Number(percent.toPrecision(6))}%`),
      MOST_NAMED,
    );
    const what = `${path} lets benchmarks get slower by more than the plan's ${allowed}% (line ${first.line}): ${named}. Take the plan's number, or change max_regression in the plan.`;
    return [{ path, line: first.line, what }];
  });
}

interface Limit {
  name: string;
  percent: number;
  /** 1-based. */
  line: number;
}

function limitsIn(text: string): Limit[] {
  return text.split('\n').flatMap((line, at): Limit[] => {
    if (line.length > 1_000 || COMMENT.test(line)) return [];
    return [...line.matchAll(LIMIT)].flatMap(([, name = '', digits = '', sign]): Limit[] => {
      const percent = COUNTED.test(name) ? null : percentOf(Number(digits), name, sign === '%');
      return percent === null ? [] : [{ name, percent, line: at + 1 }];
    });
  });
}

/** A share up to one, a factor where its name says so, else per cent; null where it may be either. */
function percentOf(value: number, name: string, hasSign: boolean): number | null {
  if (hasSign || /percent|pct/i.test(name)) return value;
  if (/factor|ratio|times/i.test(name) && value >= 1) return (value - 1) * 100;
  if (value <= 1) return value * 100;
  return value < 2 ? null : value;
}
