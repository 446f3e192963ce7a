/** The proposal to open the next phase: one issue for each phase, once every criterion is met. People decide. */
import type { Deps, Run } from '../ports.ts';
import { keyPart } from './keys.ts';
import { proposalTitle, renderProposal } from './render-phase.ts';
import type { Turn } from './run-life.ts';

const GATE = { label: 'weir-gate', key: 'phase:' };
/** Proposals of earlier phases are among them. */
const MOST = 20;

/**
 * Opens the proposal while the gate is open, and keeps it true: where a criterion is no longer met, an open one says so.
 * What people closed is not opened again.
 */
export async function* proposeNextPhase(
  { facts, report }: Omit<Turn, 'planIssue'>,
  deps: Deps,
): Run {
  const { repo } = facts;
  const title = proposalTitle(report);
  if (report.gate.state !== 'open') {
    const own = await deps.issues.own(repo, GATE, MOST);
    if (own.state === 'partial') return;
    if (!own.list.some((issue) => issue.state === 'open' && issue.title === title)) return;
  }
  yield [
    {
      kind: 'issue',
      repo,
      key: `${GATE.key}${keyPart(report.gate.phase ?? 'phase')}`,
      title,
      body: renderProposal(report),
      labels: [GATE.label],
      state: 'as-is',
    },
  ];
}
