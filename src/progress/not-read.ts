/** Notes what reads could not tell: each place where it matters says unknown, and the report names the reasons once. */
import type { ProgressDeps } from './gather.ts';
import { sentence } from './phrases.ts';

/** More reasons nobody reads. */
const MOST_REASONS = 10;

/** The same reads; what they could not tell, and why, is noted in `reasons`, each a sentence and once. */
export function noting<
  D extends Pick<ProgressDeps, 'activity' | 'artifacts' | 'checks' | 'issues'>,
>(deps: D): { deps: D; reasons: () => string[] } {
  const noted = new Set<string>();
  const note = <T>(read: T): T => {
    const { state, reason } = (read ?? {}) as { state?: unknown; reason?: unknown };
    if ((state === 'partial' || state === 'unread') && typeof reason === 'string') {
      noted.add(sentence(reason));
    }
    return read;
  };
  const { activity, artifacts, checks, issues } = deps;
  return {
    deps: {
      ...deps,
      checks: async (...ask) => note(await checks(...ask)),
      activity: {
        ...activity,
        mergedSince: async (...ask) => note(await activity.mergedSince(...ask)),
        pull: async (...ask) => note(await activity.pull(...ask)),
        pulls: async (...ask) => {
          const read = await activity.pulls(...ask);
          for (const pull of read.values()) note(pull);
          return read;
        },
      },
      artifacts: {
        ...artifacts,
        artifacts: async (...ask) => note(await artifacts.artifacts(...ask)),
      },
      issues: {
        ...issues,
        own: async (...ask) => note(await issues.own(...ask)),
        issue: async (...ask) => note(await issues.issue(...ask)),
        comments: async (...ask) => note(await issues.comments(...ask)),
      },
    },
    reasons: () => [...noted].slice(0, MOST_REASONS),
  };
}
