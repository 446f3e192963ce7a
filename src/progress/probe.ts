/**
 * What a kind of probe is: one file in `probes/` that says what it wants read and judges what it is given. It never
 * reads by itself, and nothing of the repository is ever run. What cannot be told is unknown, with the reason and
 * what to do about it.
 */
import type { Probe } from '../plan/probes.ts';
import type { Plan } from '../plan/schema.ts';
import type { PullSummary } from '../ports/evidence.ts';
import type { IntegrationStanding, Unread } from '../ports/standing.ts';
import type { Content, Oid } from '../ports.ts';
import type { SymbolReading } from '../symbols.ts';
import type { BaselineSeen } from './baseline-performance.ts';
import type { CheckFact, WorkstreamActivity } from './facts.ts';
import type { MetricStanding, ProbeAnswer, TaskStanding } from './report.ts';

export type ProbeName = Exclude<keyof Probe, 'is'>;

/** What to read; everything is of the target's tip unless said otherwise. */
export interface Wants {
  /** Globs of files whose text is wanted. */
  texts?: string[];
  /** Globs of source files whose symbols are wanted. */
  symbols?: string[];
  /** Tags, for their lists of files. */
  tags?: string[];
  /** Tags for which the symbols of all source files that differ from the target are wanted, on both sides. */
  compared?: string[];
  checks?: boolean;
  /** Check runs of this many of the newest commits on the target's own line. */
  builds?: number;
  /** Numbers of pull requests. */
  pulls?: number[];
  /** Globs of the names of workflow artifacts. */
  artifacts?: string[];
}

/** A commit, as far as probes look into it. */
export interface TreeSeen {
  oid: Oid;
  /** Blob ids of regular files by path; null where they could not be listed. */
  files: ReadonlyMap<string, Oid> | null;
  /** Texts by path, as far as they were wanted. */
  texts: ReadonlyMap<string, Content>;
  /** Symbols by path, as far as they were wanted. */
  symbols: ReadonlyMap<string, SymbolReading>;
}

/** A file in an artifact of the target. */
export interface ArtifactText {
  artifact: string;
  /** ISO 8601. */
  createdAt: string;
  /** Number of the workflow run. */
  run: number;
  oid: Oid;
  path: string;
  text: string;
}

/** What artifacts of one name hold: those of the newest commit of the target's own line that has any. */
export interface ArtifactsSeen {
  state: 'read';
  files: ArtifactText[];
  /** Sentences about what could not be read. */
  leftOut: string[];
}

/** Everything that probes are answered from, read once. */
export interface Given {
  /** Web address of the repository; null on a clone. */
  web: string | null;
  target: { ref: string; tree: TreeSeen };
  /** By name; null where there is no such tag. */
  tags: ReadonlyMap<string, TreeSeen | null>;
  /** Paths that were read at both ends, by tag; unread where there are too many. */
  compared: ReadonlyMap<string, readonly string[] | Unread>;
  /** Declarations that the plan's contracts agree on, read as code, by text and language. */
  agreed: ReadonlyMap<string, SymbolReading>;
  /** Null where there is no such pull request. */
  pulls: ReadonlyMap<number, PullSummary | Unread | null>;
  checks: CheckFact[] | Unread;
  builds: { oid: Oid; checks: CheckFact[] | Unread }[] | Unread;
  /** By glob of their names. */
  artifacts: ReadonlyMap<string, ArtifactsSeen | Unread>;
  /** What was measured of the release that everything must stay compatible with; null where nobody asks. */
  baseline: BaselineSeen | Unread | null;
  plan: Pick<Plan, 'workstreams' | 'stages' | 'external' | 'integration'>;
  integration: IntegrationStanding | Unread;
  activity: Readonly<Record<string, WorkstreamActivity>>;
  activityUnread: string | null;
  /** Null while the tasks themselves are being proved. */
  tasks: Readonly<Record<string, TaskStanding[]>> | null;
  /** By workstream; null while the metrics themselves are being measured. */
  metrics: Readonly<Record<string, MetricStanding[]>> | null;
}

type Spec<K extends ProbeName> = NonNullable<Probe[K]>;

export interface ProbeKind<K extends ProbeName = ProbeName> {
  kind: K;
  /** What it proves, as one sentence for the reference. */
  summary: string;
  /** How it is written, in YAML flow style. */
  example: string;
  /** What it comes to when it cannot be told, for the reference. */
  unknown: string;
  /** It needs git objects only, so that it can be answered for earlier weeks and on a clone, too. */
  gitOnly: boolean;
  /** What would prove it, as a phrase: "8 variants of KernelEvent in crates/kernel/**". */
  proof(spec: Spec<K>, probe: Probe): string;
  wants(spec: Spec<K>, probe: Probe): Wants;
  answer(spec: Spec<K>, given: Given, probe: Probe): ProbeAnswer;
}

// biome-ignore lint/suspicious/noExplicitAny: each kind has a form of its own, which only it looks into.
export type AnyProbeKind = Omit<ProbeKind<any>, 'kind'> & { kind: ProbeName };
