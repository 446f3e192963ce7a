/** The gate to the next phase, as the answer to `/phase` and as the proposal to open that phase. Pure. */
import { code, fitSections, heading, type Markdown, plural, text } from '../markdown.ts';
import { gateSection, gateTitle } from './render-sections.ts';
import type { WeekReport } from './report.ts';

/** GitHub takes 65,536 characters, and something stands around them. */
const MOST_BYTES = 60_000;
/** Criteria that are shown where there is no room for all. */
const SOME = 20;

/** Criterion by criterion. */
export function renderPhase(report: WeekReport): Markdown {
  const gate = gateSection(report);
  if (gate === null) {
    return `The plan names no criteria to leave ${report.phase === null ? 'the phase' : text(report.phase.name)}. Write them under ${code('criteria')}, each with what proves it.`;
  }
  const section = { markdown: gate, shorter: gateSection(report, SOME) ?? gate, priority: 1 };
  return `${heading(3, gateTitle(report))}\n\n${fitSections([section], MOST_BYTES)}`;
}

/** `Open Phase 3? The criteria of Phase 2`: the same whether they are still met or not. */
export function proposalTitle({ gate }: WeekReport): string {
  const [next, phase] = [gate.next ?? 'the next phase', gate.phase ?? 'this phase'];
  return `Open ${next}? The criteria of ${phase}`.slice(0, 250);
}

/** The body of the issue that proposes the next phase; people decide. */
export function renderProposal(report: WeekReport): Markdown {
  const { gate } = report;
  const next = gate.next === null ? 'the next phase' : text(gate.next);
  if (gate.state !== 'open') {
    return `**Not any more:** every criterion was met when this was opened, and now one is not, or cannot be told. Opening ${next} is still your decision.\n\n${renderPhase(report)}`;
  }
  const count = plural(gate.criteria.length, 'criterion', 'criteria');
  return `All ${count} are met by evidence. Opening ${next} is your decision: to open it, change ${code('phase')} in ${code('.github/workstreams.yml')} and close this issue. To wait, close it; it is not opened again for this phase.\n\n${renderPhase(report)}`;
}
