/** Scripts that the plan speaks of and that do not exist. */
import type { Plan } from '../../plan/schema.ts';
import type { FileFault } from '../faults.ts';
import type { TreeSeen } from '../probe.ts';
import { wordsOfPlan } from './words-of-plan.ts';

/** `./scripts/validate-config.sh`: a path with a folder and the ending of a script. */
const SCRIPT =
  /(?<![\w./-])(?:\.\/)?((?:[\w-]+\/){1,8}[\w.-]{1,80}\.(?:sh|bash|py|js|mjs|ts|rb|ps1))(?![\w/-])/g;

export function phantomScripts({ files }: TreeSeen, plan: Plan): FileFault[] {
  if (files === null) return [];
  const named = wordsOfPlan(plan).flatMap((text) =>
    [...text.matchAll(SCRIPT)].map(([, path = '']) => path),
  );
  return [...new Set(named)]
    .filter((path) => !files.has(path))
    .map((path) => ({
      path: '',
      what: `The plan speaks of ${path}, which does not exist on the target. Write the script, or correct the plan.`,
    }));
}
