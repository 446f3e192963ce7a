/** Build features that the plan speaks of and that no manifest declares. */
import { parse } from 'smol-toml';
import type { Plan } from '../../plan/schema.ts';
import type { FileFault } from '../faults.ts';
import type { TreeSeen } from '../probe.ts';
import { wordsOfPlan } from './words-of-plan.ts';

/** `cargo test --features compat,wal`. */
const FEATURES = /--features[ =]["']?([\w-]+(?:[,/][\w-]+)*)/g;

export function phantomFeatures({ texts }: TreeSeen, plan: Plan): FileFault[] {
  const manifests = [...texts].filter(([path]) => /(^|\/)Cargo\.toml$/.test(path));
  if (manifests.length === 0) return [];
  const declared = new Set<string>();
  for (const [, content] of manifests) {
    const names = content.state === 'text' ? featuresIn(content.text) : null;
    // What could not be read may declare it.
    if (names === null) return [];
    for (const name of names) declared.add(name);
  }
  const asked = wordsOfPlan(plan).flatMap((text) =>
    [...text.matchAll(FEATURES)].flatMap(([, list = '']) =>
      list.split(',').map((one) => one.slice(one.lastIndexOf('/') + 1)),
    ),
  );
  return [...new Set(asked)]
    .filter((name) => !declared.has(name))
    .map((name) => ({
      path: '',
      what: `The plan speaks of the build feature ${name}, which no Cargo.toml of the target declares. Declare it, or correct the plan.`,
    }));
}

/** A manifest that does not parse declares nothing: it is named by itself. */
function featuresIn(text: string): string[] | null {
  if (text.length > 200_000) return null;
  try {
    const { features, dependencies } = parse(text);
    const optional = Object.entries(Object(dependencies)).flatMap(([name, one]) =>
      Object(one).optional === true ? [name] : [],
    );
    return [...Object.keys(Object(features)), ...optional];
  } catch {
    return [];
  }
}
