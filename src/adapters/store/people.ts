/**
 * What GitHub said about teams and permissions, for an hour or until it is flushed, and which team was
 * meant by a name.
 */
import type { Database } from './database.ts';

export interface People {
  /** An answer (plain data) from memory, else from `ask`; only answers that `keeps` accepts are remembered. */
  recall<T>(
    installation: number,
    question: string,
    ask: () => Promise<T>,
    keeps?: (answer: T) => boolean,
  ): Promise<T>;
  /** Forgets all answers of an installation, and those that are still under way. */
  flush(installation: number): Promise<void>;
  /** Id of the team that a name means: the one given here first, or accepted since. Never flushed. */
  teamOf(installation: number, team: string, seen: number): Promise<number>;
  /** From now on the name means this team: the plan says so. */
  acceptTeam(installation: number, team: string, id: number): Promise<void>;
}

/** An answer older than this is asked for again, in case a webhook was missed. */
const HOUR_MS = 3_600_000;

export function peopleIn({ query }: Database, now: () => Date): People {
  return {
    async recall(installation, question, ask, keeps = () => true) {
      const [known] = await query<{ generation: string | number; answer: string | null }>(
        `SELECT g.generation, p.answer
         FROM (SELECT coalesce(max(generation), 0) AS generation
               FROM weir.people_generations WHERE installation = $1) AS g
         LEFT JOIN weir.people AS p ON p.installation = $1 AND p.question = $2
           AND p.generation = g.generation AND p.asked_at > $3`,
        [installation, question, new Date(now().getTime() - HOUR_MS)],
      );
      if (typeof known?.answer === 'string') return JSON.parse(known.answer);
      const asked = now();
      const answer = await ask();
      if (keeps(answer)) {
        // With the generation from before the question: after a flush nobody looks for it any more.
        await query(
          `INSERT INTO weir.people AS known (installation, question, answer, generation, asked_at)
           VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (installation, question) DO UPDATE SET answer = excluded.answer,
             generation = excluded.generation, asked_at = excluded.asked_at
           WHERE known.generation <= excluded.generation`,
          [installation, question, JSON.stringify(answer), known?.generation ?? 0, asked],
        );
      }
      return answer;
    },
    async flush(installation) {
      await query(
        `INSERT INTO weir.people_generations AS known (installation, generation) VALUES ($1, 1)
         ON CONFLICT (installation) DO UPDATE SET generation = known.generation + 1`,
        [installation],
      );
    },
    async teamOf(installation, team, seen) {
      const key = team.toLowerCase();
      await query(
        `INSERT INTO weir.team_ids (installation, team, team_id) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING`,
        [installation, key, seen],
      );
      const [row] = await query<{ team_id: string | number }>(
        'SELECT team_id FROM weir.team_ids WHERE installation = $1 AND team = $2',
        [installation, key],
      );
      return row ? Number(row.team_id) : seen;
    },
    async acceptTeam(installation, team, id) {
      await query(
        `INSERT INTO weir.team_ids AS known (installation, team, team_id) VALUES ($1, $2, $3)
         ON CONFLICT (installation, team) DO UPDATE SET team_id = excluded.team_id
         WHERE known.team_id <> excluded.team_id`,
        [installation, team.toLowerCase(), id],
      );
    },
  };
}
