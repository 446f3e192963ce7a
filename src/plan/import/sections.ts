/** Walks over a document and hands each block to the reader that its heading, label and form ask for. Pure. */

import { readDependencies, readMetrics, workstreamsInYaml } from './blocks-of-workstreams.ts';
import { readReviews, readSchedule, readStandups } from './calendar.ts';
import type { Block, PlanDocument, Section } from './document.ts';
import { type Draft, PROSE, placed } from './draft.ts';
import { readFacts, readTitles, settleNext } from './facts.ts';
import { readByForm } from './forms.ts';
import {
  isReportForm,
  readCompatibility,
  readContracts,
  readCriteria,
  readDetectors,
  readStages,
  regressionIn,
} from './gates.ts';
import { leave, whyNot } from './leave.ts';
import { type Meanings, meanings } from './names.ts';
import { readOwn } from './own-sections.ts';
import { linesOf } from './pairs.ts';
import { partsOf } from './parts.ts';
import { readApprovals, readRoles, readSpawn } from './people.ts';
import { pointsOf } from './points.ts';
import { type Topic, topicOf, topicOfSection } from './topics.ts';
import { leaveUnheard } from './unheard.ts';
import { findWorkstreams } from './workstreams.ts';

/** Fills a draft with everything that can be read. */
export function readSections(document: PlanDocument, draft: Draft): void {
  const used = new Set<Block>();
  for (const { blocks } of document.sections) {
    for (const block of blocks) if (workstreamsInYaml(block, draft)) used.add(block);
  }
  findWorkstreams(document, draft, used);
  readTitles(document, draft);
  const names = meanings(draft.workstreams);
  const owners = new Map(
    draft.workstreams.flatMap((own) => own.sections.map((section) => [section, own])),
  );
  for (const section of document.sections) {
    const around = [section, ...section.above];
    const own = around.flatMap((one) => owners.get(one) ?? [])[0];
    if (own?.sections.includes(section)) placed(draft, section, `workstreams.${own.name}`);
    for (const block of section.blocks) if (used.has(block)) placed(draft, section, 'workstreams');
    // A fence that describes workstreams may hold more of the plan.
    const blocks = section.blocks.flatMap((block) => {
      if (!used.has(block)) return [block];
      return partsOf(block)
        .filter((part) => part.topic !== null)
        .map((part) => part.block);
    });
    if (own) readOwn(section, blocks, own, draft, names);
    else readCommon(section, blocks, draft, names);
  }
  settleNext(draft);
  leaveUnheard(document, draft);
}

/** The parts of a section that is about the plan as a whole. */
function readCommon(
  section: Section,
  blocks: readonly Block[],
  draft: Draft,
  names: Meanings,
): void {
  let label: string | null = null;
  for (const block of blocks) {
    const topic = (label === null ? null : topicOf(label)) ?? topicOfSection(section);
    label = null;
    for (const part of partsOf(block)) {
      const place = readPart(part.block, part.topic ?? topic, section, draft, names);
      if (place !== null) {
        placed(draft, section, place);
        continue;
      }
      if (block.kind !== 'text') {
        leave(draft, section, part.block, whyNot(part.block));
        continue;
      }
      const rest = readFacts(block, draft);
      if (rest.length < block.lines.length) placed(draft, section, 'phase');
      for (const said of rest) {
        const isLabel = said === block.lines.at(-1) && said.text.endsWith(':');
        if (isLabel) {
          label = said.text.replace(/:$/, '');
          draft.heard.add(said.line);
        } else leave(draft, section, { line: said.line, to: said.line }, PROSE);
      }
    }
  }
}

/** Where the block went in the plan; null where nothing in it was understood. */
function readPart(
  block: Block,
  topic: Topic | null,
  section: Section,
  draft: Draft,
  names: Meanings,
): string | null {
  for (const { text, line } of topic === 'criteria' ? linesOf(block) : []) {
    const most = regressionIn(text);
    if (most !== null) draft.regression ??= { text: most, line };
  }
  switch (topic) {
    case 'approvals':
      if (readApprovals(block, draft, names)) return 'workstreams.*.approvals';
      break;
    case 'compatibility':
      if (readCompatibility(block, draft)) return 'compatibility';
      break;
    case 'contracts':
      if (readContracts(block, draft)) return 'contracts';
      break;
    case 'criteria':
    case 'readiness':
    case 'transition':
      return readCriteria(block, section, topic, draft) ?? readByForm(block, draft, names);
    case 'dependencies':
      if (readDependencies(block, draft, names)) return 'workstreams.*.depends_on and enables';
      break;
    case 'metrics':
      if (readMetrics(block, draft, names, null)) return 'workstreams.*.metrics';
      break;
    case 'objectives':
      if (block.kind !== 'list') break;
      draft.phase.objectives.push(...pointsOf(block));
      return 'phase.objectives';
    case 'reviews':
      if (readReviews(block, draft)) return 'reviews';
      break;
    case 'risk':
      if (readDetectors(block, draft)) return 'integration.detectors';
      break;
    case 'roles':
      if (readRoles(block, draft)) return 'roles';
      break;
    case 'schedule':
      if (readSchedule(block, draft, names)) return 'integration.schedule';
      break;
    case 'spawn':
      if (readSpawn(block, section, draft, names)) return 'spawn';
      break;
    case 'stages':
      if (readStages(block, draft)) return 'stages';
      break;
    case 'standups':
      if (readStandups(block, draft, names)) return 'standups';
      break;
  }
  if (isReportForm(block))
    return understood(block, draft, 'the form of /progress, which is built in');
  return readByForm(block, draft, names);
}

/** Notes that a block was understood as a whole. */
function understood(block: Block, draft: Draft, place: string): string {
  for (let line = block.line; line <= block.to; line += 1) draft.heard.add(line);
  return place;
}
