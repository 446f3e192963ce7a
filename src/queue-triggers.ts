/** Two rules that the queue's own tables keep, whichever process asks: what a worker cannot see, a trigger can. */
import type { Database } from './adapters/store/database.ts';

interface Trigger {
  name: string;
  table: string;
  /** When it fires, as SQL writes it between the trigger's name and its table. */
  event: string;
  /** What must hold of a row for it to fire. */
  when?: string;
  /** Declarations of the body's variables. */
  variables?: string;
  body: string;
}

/**
 * Keeps pg-boss from passing over jobs. With its statistics, every ten seconds, it notes which keys are being
 * worked on; for up to a minute it then leaves waiting jobs of these keys alone, although the job that ran has
 * ended long since. The note is a hint that this queue has no use for: groups say what may run.
 */
const FORGET_ACTIVE_KEYS: Trigger = {
  name: 'forget_active_keys',
  table: 'queue',
  event: 'BEFORE UPDATE',
  body: 'NEW.singletons_active := NULL; RETURN NEW;',
};

/**
 * Leaves a job waiting while another of its group runs. pg-boss asks for that too, but two workers that ask a
 * PostgreSQL server in the same instant see nothing of each other and may each get one. Here the second waits
 * for what the first takes, looks again and gets nothing; it asks anew soon after. For workers that take one job
 * at a time: with more, two could wait for each other. It looks into the partition alone, which the statement
 * has locked already.
 */
const oneOfAGroup = (queue: string): Trigger => ({
  name: 'one_of_a_group',
  table: 'job',
  event: 'BEFORE UPDATE OF state',
  when: `NEW.name = '${queue}' AND NEW.state = 'active' AND OLD.state <> 'active' AND NEW.group_id IS NOT NULL`,
  variables: 'is_busy boolean;',
  body: `PERFORM pg_advisory_xact_lock(hashtext('weir_queue.one_of_a_group'), hashtext(NEW.group_id));
         EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.%I WHERE name = $1 AND state = ''active'' AND group_id = $2)',
                        TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO is_busy USING NEW.name, NEW.group_id;
         IF is_busy THEN RETURN NULL; END IF;
         RETURN NEW;`,
});

/**
 * Makes the triggers; those that are there get the body of this version. Of several processes that start at once, one
 * does it.
 *
 * @param queue the one whose jobs belong to groups
 */
export async function makeTriggers(database: Database, queue: string): Promise<void> {
  await database.transaction(async (query) => {
    await query("SELECT pg_advisory_xact_lock(hashtext('weir_queue.triggers'))");
    for (const one of [FORGET_ACTIVE_KEYS, oneOfAGroup(queue)]) {
      const { name, table, event, when, variables, body } = one;
      await query(
        `CREATE OR REPLACE FUNCTION weir_queue.${name}() RETURNS trigger LANGUAGE plpgsql
         AS $$ ${variables ? `DECLARE ${variables}` : ''} BEGIN ${body} END $$`,
      );
      const made = await query(
        `SELECT 1 FROM pg_trigger WHERE tgrelid = 'weir_queue.${table}'::regclass AND tgname = $1`,
        [name],
      );
      if (made.length > 0) continue;
      await query(
        `CREATE TRIGGER ${name} ${event} ON weir_queue.${table} FOR EACH ROW
         ${when ? `WHEN (${when})` : ''} EXECUTE FUNCTION weir_queue.${name}()`,
      );
    }
  });
}
