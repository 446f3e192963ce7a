/** What is still missing in a plan once everything that is known stands in it. Pure. */
import { type Draft, say } from './draft.ts';
import { isSameKind } from './facts.ts';
import { meanings } from './names.ts';
import { mapping } from './pairs.ts';
import { quoted } from './phrases.ts';
import type { Comments } from './yaml-text.ts';

type Data = Record<string, unknown>;

/** Says what people have to add, and writes hints beside it. */
export function sayGaps(draft: Draft, plan: Data, comments: Comments): void {
  sayPhases(draft);
  sayPhase(draft, plan);
  sayRoles(draft, plan);
  sayExternal(draft, plan);
  sayTasks(draft, plan);
  sayContracts(draft, plan);
  sayStages(draft, plan, comments);
  sayCompatibility(draft, plan, comments);
  sayCriteria(draft, plan);
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
}

/** Phases that are named. */
const MOST_PHASES = 5;

/** A plan has one phase; sprints in it are parts of it. */
function sayPhases(draft: Draft): void {
  const { phase } = draft;
  const { name, titled } = phase;
  if (!name) return;
  const others = titled.filter(
    ({ text, isWhole }) => isWhole && text !== name.text && isSameKind(text, name.text),
  );
  const [first] = others;
  if (!first) return;
  const names = [...new Set(others.map(({ text }) => text))];
  const more = names.length > MOST_PHASES ? ' and others' : '';
  const what = `${names.length === 1 ? 'a heading' : 'headings'} for ${quoted(names.slice(0, MOST_PHASES))}${more}, too`;
  const message = `The document has ${what}, and the plan is made for ${quoted([name.text])} with every workstream that was found. Keep one phase in the document; take the headings and workstreams of the others out.`;
  say(draft, 'contradiction', 'several-phases', first.line, message);
}

function sayPhase(draft: Draft, plan: Data): void {
  const { weeks } = draft.phase;
  const phase = mapping(plan.phase);
  if (!phase || !weeks || isFilled(phase.start)) return;
  const message = `The document counts weeks (${weeks.text}) but does not say on which day the first of them begins. Add start under phase, or no report can tell which week it is.`;
  say(draft, 'gap', 'phase-without-start', weeks.line, message);
}

function sayRoles(draft: Draft, plan: Data): void {
  const filled = mapping(plan.roles) ?? {};
  const empty = [...draft.roles].filter(([name]) => !isFilled(filled[name]));
  const [first] = empty;
  if (!first) return;
  const message = `The document names nobody for ${empty.length === 1 ? 'the role' : 'the roles'} ${quoted(empty.map(([name]) => name))}. Add logins or teams under roles; until then nothing that needs them can be approved.`;
  say(draft, 'gap', 'role-without-people', first[1].line, message);
}

/** Dependencies on something that nobody has said anything about. */
function sayExternal(draft: Draft, plan: Data): void {
  const names = meanings(draft.workstreams);
  const external = mapping(plan.external) ?? {};
  for (const [name, uses] of draft.external) {
    const said = mapping(external[name]);
    if (said?.done === true || isFilled(said?.issue)) continue;
    const near = names.nearest(name);
    const reason = `${quoted([name])} is depended on by ${quoted(uses.map((use) => use.text))} but is no workstream of this document; it was declared under external as not done`;
    const ask = near === null ? '' : `If ${quoted([near])} was meant, write that. `;
    const next = 'Say there when it is done, or which issue tracks it.';
    say(draft, 'gap', 'undeclared-dependency', uses[0]?.line ?? 1, `${reason}. ${ask}${next}`);
  }
}

function sayTasks(draft: Draft, plan: Data): void {
  const all = draft.workstreams.flatMap(({ name, tasks }) => {
    const said = mapping(mapping(plan.workstreams)?.[name])?.tasks;
    const proved = (Array.isArray(said) ? said : []).flatMap((task) =>
      isFilled(mapping(task)?.done_when) ? [mapping(task)?.text] : [],
    );
    return tasks.map((task) => ({ ...task, isProved: proved.includes(task.text) }));
  });
  const open = all.filter(({ isProved }) => !isProved);
  const [first] = open;
  if (!first) return;
  const some = open.length < all.length;
  const which =
    open.length === 1
      ? `${some ? 'One task of' : 'The one task has'}${some ? ` ${all.length} has` : ''}`
      : `${some ? `${open.length} of` : 'All'} ${all.length} tasks have`;
  const message = `${which} no probe, so ${open.length === 1 ? 'it' : 'they'} can only be claimed. Add done_when to each under tasks.`;
  say(draft, 'gap', 'unprovable', first.line, message);
}

function sayContracts(draft: Draft, plan: Data): void {
  const contracts = Array.isArray(plan.contracts) ? plan.contracts.map(mapping) : [];
  for (const { symbol, line } of draft.contracts) {
    const said = contracts.find((one) => one?.symbol === symbol);
    if (!said || isFilled(said.owners)) continue;
    const message = `The document does not say who owns the contract ${quoted([symbol])}, so nobody is asked when it changes. Add roles to its owners.`;
    say(draft, 'gap', 'contract-without-owners', line, message);
  }
}

function sayStages(draft: Draft, plan: Data, comments: Comments): void {
  const checks = mapping(plan.stages) ?? {};
  const empty = draft.stages.filter(({ name }) => !isFilled(checks[name]));
  const [first] = empty;
  if (!first) return;
  const hint = 'Add globs of the check runs that belong to each stage, such as ["build*"].';
  comments.above(['stages'], hint);
  const message = `The document does not name the checks of the ${empty.length === 1 ? 'stage' : 'stages'} ${quoted(empty.map(({ name }) => name))}. Add globs of check runs under stages; until then nothing is known of them.`;
  say(draft, 'gap', 'stage-without-checks', first.line, message);
}

function sayCompatibility(draft: Draft, plan: Data, comments: Comments): void {
  const { baseline } = draft.compatibility;
  if (!baseline || isFilled(mapping(plan.compatibility)?.checks)) return;
  const hint = 'Add checks: globs of the check runs that prove compatibility.';
  comments.above(['compatibility'], hint);
  const message = `The document does not name the checks that prove compatibility with ${baseline.text}. Add checks, globs of check runs, under compatibility.`;
  say(draft, 'gap', 'compatibility-without-checks', baseline.line, message);
}

function sayCriteria(draft: Draft, plan: Data): void {
  const lists = mapping(plan.criteria) ?? {};
  for (const [list, points] of draft.criteria) {
    const said = lists[list];
    const proved = (Array.isArray(said) ? said : []).flatMap((one) =>
      isFilled(mapping(one)?.when) ? [mapping(one)?.text] : [],
    );
    for (const { text, line } of points) {
      if (proved.includes(text)) continue;
      const message = `Nothing can prove ${quoted([text])} yet, so it can only be claimed. Add a probe under when.`;
      say(draft, 'gap', 'unprovable', line, message);
    }
  }
}
