/** What a document says, as it was read: everything with its line, nothing decided yet. */

import type { Day } from '../../days.ts';
import type { Section } from './document.ts';

/** One thing to know about the document; the line is 1-based. */
export interface Finding {
  /** `gap`: something is missing; `contradiction`: two things do not go together; `note`: nothing to do at once. */
  level: 'gap' | 'contradiction' | 'note';
  kind: string;
  line: number;
  /** What was found and what to do. */
  message: string;
}

export interface Said {
  text: string;
  line: number;
}

/** A task or criterion: ticked, somebody claims that it is done. */
export interface Point extends Said {
  done: boolean;
  optional: boolean;
}

export interface DraftWorkstream {
  /** Its key in the plan. */
  name: string;
  line: number;
  number: number | null;
  title: string | null;
  branch: string | null;
  aliases: string[];
  agent: string | null;
  owners: string[];
  priority: Said | null;
  /** What its own section says first, then what is said elsewhere. */
  statuses: Said[];
  statusesElsewhere: Said[];
  depends: (Said & { optional: boolean })[];
  enables: Said[];
  approvals: Said[];
  paths: string[];
  objectives: Said[];
  tasks: Point[];
  metrics: { name: string; text: string; line: number }[];
  /** `A`, where the document counts workstreams in letters. */
  letter: string | null;
  /** The sections that are about it; empty for a row of a table. */
  sections: Section[];
}

/** Something that was not taken over, with the reason. */
export interface Leftover {
  line: number;
  to: number;
  title: string;
  why: string;
}

export interface Draft {
  title: Said | null;
  target: string | null;
  phase: {
    name: Said | null;
    version: Said | null;
    start: Said | null;
    weeks: Said | null;
    timezone: Said | null;
    next: { name: string; weeks: string | null; line: number } | null;
    /** Phases that titles name; `isWhole` where what stands below is that phase. */
    titled: (Said & { isWhole: boolean })[];
    objectives: Said[];
    /** Lines of the document that are kept as comments. */
    remarks: Said[];
  };
  reviewDay: { day: Day; text: string; line: number } | null;
  workstreams: DraftWorkstream[];
  roles: Map<string, { people: string[]; line: number }>;
  external: Map<string, Said[]>;
  spawn: {
    wave: string;
    line: number;
    agents: { name: string; status: string | null; line: number }[];
  }[];
  schedule: { day: Day; workstreams: string[]; text: string; line: number }[];
  reviews: { day: Day; text: string; line: number }[];
  /** Weekly things without a day. */
  undated: Said[];
  standups: { workstream: string; time: string; topic: string; line: number }[];
  /** Time zones that stand behind times of day. */
  zones: Said[];
  stages: { name: string; text: string; checks: string[]; line: number }[];
  criteria: Map<string, Point[]>;
  compatibility: { baseline: Said | null; regression: Said | null };
  /** How much slower a benchmark may get. */
  regression: Said | null;
  called: { kind: 'script' | 'feature'; name: string; line: number }[];
  contracts: { symbol: string; line: number; signature: string | null }[];
  /** Detectors that the document asks for. */
  detectors: { name: 'textual' | 'api' | 'dependency' | 'performance'; line: number }[];
  leftovers: Leftover[];
  findings: Finding[];
  /** Lines that were understood and of which nothing else here keeps the number. */
  heard: Set<number>;
  /** Parts of blocks that were passed over while the rest was understood. */
  passedOver: Omit<Leftover, 'title'>[];
  /** Where the parts of each section went, by the line of its heading. */
  places: Map<number, Set<string>>;
}

/** Why something was left that asks for no mending: sentences, and what explains an item. */
export const PROSE = 'prose';
export const DETAILS = 'details';
export const SAID = 'a finding says why';

export function emptyDraft(): Draft {
  return {
    title: null,
    target: null,
    phase: {
      name: null,
      version: null,
      start: null,
      weeks: null,
      timezone: null,
      next: null,
      titled: [],
      objectives: [],
      remarks: [],
    },
    reviewDay: null,
    workstreams: [],
    roles: new Map(),
    external: new Map(),
    spawn: [],
    schedule: [],
    reviews: [],
    undated: [],
    standups: [],
    zones: [],
    stages: [],
    criteria: new Map(),
    compatibility: { baseline: null, regression: null },
    regression: null,
    called: [],
    contracts: [],
    detectors: [],
    leftovers: [],
    findings: [],
    heard: new Set(),
    passedOver: [],
    places: new Map(),
  };
}

export function say(
  draft: Draft,
  level: Finding['level'],
  kind: string,
  line: number,
  message: string,
): void {
  draft.findings.push({ level, kind, line, message });
}

/** Notes that something of a section stands at `place` in the plan. */
export function placed(draft: Draft, section: Section, place: string): void {
  const places = draft.places.get(section.line) ?? new Set<string>();
  draft.places.set(section.line, places.add(place));
}
