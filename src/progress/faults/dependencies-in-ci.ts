/** Dependencies between workstreams that stand in a workflow and not in the plan. */
import { fold, workstreamNames } from '../../plan/names.ts';
import type { Plan } from '../../plan/schema.ts';
import { readYaml } from '../../plan/yaml.ts';
import type { FileFault } from '../faults.ts';
import type { TreeSeen } from '../probe.ts';

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;
/** What a job needs; only names of workstreams count there. */
const NEEDS = 'needs';
const DEPENDS = /^(depends[_-]?on|dependencies)$/i;
const OWN_NAME = ['workstream', 'name', 'id'];
const MOST_DEPTH = 12;

export function dependenciesInCi({ texts }: TreeSeen, plan: Plan): FileFault[] {
  return [...texts].flatMap(([path, content]): FileFault[] => {
    if (!WORKFLOW.test(path) || content.state !== 'text') return [];
    const root = readYaml(content.text).value?.root;
    const said = new Set<string>();
    for (const { own, need } of relations(root, null, 0, plan)) {
      if (own !== need && !isPlanned(own, need, plan)) said.add(`${own} depend on ${need}`);
    }
    return [...said].map((relation) => ({
      path,
      what: `${path} lets ${relation}, which the plan does not. Write the dependency into the plan, or take it out of the workflow.`,
    }));
  });
}

interface Relation {
  own: string;
  need: string;
}

/** Everything in a workflow that says that one workstream needs something. `key` is where `node` stands. */
function relations(node: unknown, key: string | null, depth: number, plan: Plan): Relation[] {
  if (depth > MOST_DEPTH || typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap((each) => relations(each, null, depth + 1, plan));
  const names = workstreamNames(plan);
  const find = (text: unknown) =>
    typeof text === 'string' && /[a-z]/i.test(text) ? names.find(text) : null;
  const record = node as Record<string, unknown>;
  const own = OWN_NAME.map((name) => find(record[name])).find((name) => name !== null) ?? find(key);
  return Object.entries(record).flatMap(([name, value]): Relation[] => {
    if (own !== null && (name === NEEDS || DEPENDS.test(name))) {
      return textsOf(value).flatMap((text) => {
        const need = find(text) ?? (name === NEEDS ? null : text);
        return need === null ? [] : [{ own, need }];
      });
    }
    return relations(value, name, depth + 1, plan);
  });
}

function textsOf(value: unknown): string[] {
  const list = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  return list
    .filter((one) => typeof one === 'string')
    .map((one) => one.trim())
    .filter((one) => /^[\w./-]{1,100}$/.test(one));
}

/** By itself or through others. */
function isPlanned(own: string, need: string, plan: Plan): boolean {
  const seen = new Set<string>();
  const open = [own];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next) || !Object.hasOwn(plan.workstreams, next)) continue;
    seen.add(next);
    for (const { name } of plan.workstreams[next]?.depends_on ?? []) {
      if (fold(name) === fold(need)) return true;
      open.push(name);
    }
  }
  return false;
}
