/** What is done for each job: features do those of one repository, the server itself the others. */

import { listRepositories } from '../adapters/github.ts';
import type { Job } from '../jobs.ts';
import type { RepositoryJob, runJob } from '../run-job.ts';
import { sweepInstallation } from '../sweeps.ts';
import type { keepTimetable } from '../timetable.ts';
import type { Connections } from './connections.ts';

export interface Work {
  runJob: typeof runJob | ((job: RepositoryJob, deps: Connections['deps']) => Promise<void>);
  keepTimetable: typeof keepTimetable;
  enqueue(job: Job): Promise<void>;
}

/** Does a job to its end. Throws what GitHub, git or the database failed with; doing it again is always safe. */
export async function work(
  job: Job,
  { github, store, mirrors, deps }: Connections,
  { runJob, keepTimetable, enqueue }: Work,
): Promise<void> {
  switch (job.kind) {
    case 'sweep':
      // What may be read and written is asked afresh, too.
      github.tokens.forget(job.installation);
      return sweepInstallation(job.installation, {
        list: (installation) => listRepositories(github, installation),
        known: store.repositories.of,
        enqueue,
      });
    case 'forget':
      github.tokens.forget(job.installation);
      await mirrors.forget(job.installation, job.repo);
      await store.repositories.forget(job.installation, job.repo);
      return;
    case 'timetable':
      return keepTimetable(job.repo, deps, enqueue);
    case 'people':
      await store.people.flush(job.installation);
      for (const repo of await store.repositories.of(job.installation)) {
        await enqueue({ kind: 'approvals', repo, about: 'all' });
      }
      return;
    default:
      return runJob(job, deps);
  }
}
