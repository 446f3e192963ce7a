/** What a part of a document is about, by the words of its headings and labels. Pure. */
import type { Section } from './document.ts';

export type Topic =
  | 'approvals'
  | 'compatibility'
  | 'contracts'
  | 'criteria'
  | 'dependencies'
  | 'metrics'
  | 'objectives'
  | 'protocol'
  | 'readiness'
  | 'reviews'
  | 'risk'
  | 'roles'
  | 'schedule'
  | 'spawn'
  | 'stages'
  | 'standups'
  | 'tasks'
  | 'transition';

/** The first pattern that fits decides, so the narrow ones come first. */
const TOPICS: [RegExp, Topic][] = [
  [/stand-?ups?\b|daily (sync|check-?in|schedule)/i, 'standups'],
  [/\bspawn|(launch|start-?up|kick-?off) (order|sequence)/i, 'spawn'],
  [/readiness|ready checklist/i, 'readiness'],
  [/transition|exit criteria|go.no.go/i, 'transition'],
  [
    /integration points?|review (points?|meetings?|cadence|days?)|meetings?\b|ceremon|cadence|rituals?/i,
    'reviews',
  ],
  [/approv|code review|reviewers?\b|sign-?off/i, 'approvals'],
  [/compatib|non-breaking/i, 'compatibility'],
  [/dependenc|depends on|prerequisite|blocked by/i, 'dependencies'],
  [/metrics?\b|\bkpis?\b|key results?/i, 'metrics'],
  [/\brisks?\b|conflict detection|mitigation/i, 'risk'],
  [/communication|progress report|report format/i, 'protocol'],
  [/contracts?\b|shared interfaces?|interfaces\b/i, 'contracts'],
  [/continuous integration|\bci\b|pipeline|quality gates/i, 'stages'],
  [/criteria|requirements|acceptance|definition of done/i, 'criteria'],
  [/schedule|calendar|integration (days?|testing|windows?)/i, 'schedule'],
  [/objectives?\b|goals?\b|purpose/i, 'objectives'],
  [/tasks?\b|deliverables?|to-?dos?\b|(work|action) items?|checklist/i, 'tasks'],
  [/\broles?\b|\bpeople\b|who is who/i, 'roles'],
];

/** The topic of one heading or label. */
export function topicOf(title: string): Topic | null {
  return TOPICS.find(([pattern]) => pattern.test(title))?.[1] ?? null;
}

/** The topic of a section: of its own heading, else of the nearest one above that has any. */
export function topicOfSection(section: Section): Topic | null {
  for (const { title } of [section, ...section.above]) {
    const topic = topicOf(title);
    if (topic) return topic;
  }
  return null;
}
