/** Whose progress reports count: people who can write to the repository, and the plan's own agent of the workstream. Pure. */
import { fold } from '../plan/names.ts';
import type { Plan } from '../plan/schema.ts';
import { entry } from './lookup.ts';

/** How GitHub writes the account of an App; nobody can sign up under such a name. */
const BOT = /^(.+)\[bot\]$/;

/**
 * Whether an account is the agent that the plan gives a workstream to: the account that the plan names, or the App that
 * is called like the agent. A person who signs up under the agent's name is not.
 */
export function isOwnAgent(login: string, workstream: string, plan: Plan): boolean {
  const { agent, agent_account: account } = entry(plan.workstreams, workstream) ?? {};
  if (account !== undefined) return account.toLowerCase() === login.toLowerCase();
  const app = BOT.exec(login)?.[1];
  return app !== undefined && agent !== undefined && fold(app) === fold(agent);
}
