/** What the server counts, for Prometheus. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Applied, Effect } from '../effects.ts';
import type { Job } from '../jobs.ts';

export type DeliveryOutcome =
  | 'accepted'
  | 'duplicate'
  | 'refused'
  | 'not-stored'
  | 'handling-failed';

export interface Metrics {
  delivery(event: string, outcome: DeliveryOutcome): void;
  job(kind: Job['kind'], outcome: 'done' | 'failed', seconds: number): void;
  deadJob(kind: Job['kind']): void;
  effect(kind: Effect['kind'], outcome: Applied['outcome']): void;
  trialMerges(counts: { cached: number; computed: number }): void;
  /** Current values in the text format of Prometheus. */
  text(): Promise<string>;
  contentType: string;
}

/** @param depth reads the queue when metrics are asked for */
export function createMetrics(depth: () => Promise<{ waiting: number; running: number }>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const deliveries = new Counter({
    name: 'weir_deliveries_total',
    help: 'Webhook deliveries by event and what became of them',
    labelNames: ['event', 'outcome'],
    registers,
  });
  const jobs = new Counter({
    name: 'weir_jobs_total',
    help: 'Runs of jobs by kind and outcome; a failed run is tried again',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'weir_job_seconds',
    help: 'Duration of job runs in seconds',
    labelNames: ['kind'],
    buckets: [0.05, 0.25, 1, 5, 15, 60, 300, 1_800],
    registers,
  });
  const dead = new Counter({
    name: 'weir_jobs_dead_total',
    help: 'Jobs that failed at every attempt',
    labelNames: ['kind'],
    registers,
  });
  const effects = new Counter({
    name: 'weir_effects_total',
    help: 'Writes to GitHub by kind and outcome; unchanged means that nothing was written',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const merges = new Counter({
    name: 'weir_trial_merges_total',
    help: 'Trial merges by whether they were run or remembered',
    labelNames: ['source'],
    registers,
  });
  new Gauge({
    name: 'weir_queue_jobs',
    help: 'Jobs in the queue by state',
    labelNames: ['state'],
    registers,
    async collect() {
      const { waiting, running } = await depth();
      this.set({ state: 'waiting' }, waiting);
      this.set({ state: 'running' }, running);
    },
  });
  return {
    delivery: (event, outcome) => deliveries.inc({ event, outcome }),
    job(kind, outcome, duration) {
      jobs.inc({ kind, outcome });
      seconds.observe({ kind }, duration);
    },
    deadJob: (kind) => dead.inc({ kind }),
    effect: (kind, outcome) => effects.inc({ kind, outcome }),
    trialMerges({ cached, computed }) {
      merges.inc({ source: 'cache' }, cached);
      merges.inc({ source: 'git' }, computed);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
