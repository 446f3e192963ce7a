/** Teams of an organisation: who is in them, and whether a name still means the team it meant before. */
import type { Repository, TeamRead } from '../../ports.ts';
import type { People } from '../store/people.ts';
import { isForbidden, orAbsent, remedy, wordsOf } from './answers.ts';
import type { Octokit } from './client.ts';
import { PermissionsNotGranted } from './tokens.ts';

type Asked = Exclude<TeamRead, { state: 'replaced' }>;

/**
 * Reads a team, from memory where it holds. The first id that is seen under a name is kept: whoever deletes
 * or renames a team and gives its name to another one does not hand over its say.
 *
 * @param team as `@org/slug`
 * @param pinned the id that the plan names, or null; it overrules what was seen first
 */
export async function readTeam(
  octokit: () => Octokit,
  people: People,
  { installation }: Repository,
  team: string,
  pinned: number | null,
): Promise<TeamRead> {
  const [, org, slug] = /^@([^/]+)\/([^/]+)$/.exec(team) ?? [];
  if (!org || !slug) {
    return {
      state: 'unreadable',
      reason: `The plan names the team ${team}, which is not of the form @organisation/team. Correct it in the plan.`,
    };
  }
  const answer = await people.recall<Asked>(
    installation,
    `team ${team.toLowerCase()}`,
    () => askForTeam(octokit(), org, slug),
    ({ state }) => state === 'found',
  );
  if (answer.state !== 'found') return answer;
  const { id } = answer;
  if (pinned !== null) {
    if (id !== pinned) return { state: 'replaced', id, before: pinned };
    await people.acceptTeam(installation, team, id);
    return answer;
  }
  const before = await people.teamOf(installation, team, id);
  return before === id ? answer : { state: 'replaced', id, before };
}

/**
 * https://docs.github.com/en/rest/teams/teams#get-a-team-by-name and
 * https://docs.github.com/en/rest/teams/members#list-team-members: members of child teams are listed, people
 * who are only invited are not.
 */
async function askForTeam(octokit: Octokit, org: string, slug: string): Promise<Asked> {
  const at = { org, team_slug: slug };
  try {
    const team = await orAbsent(octokit.rest.teams.getByName(at));
    if (!team) return { state: 'absent' };
    const members = await orAbsent(
      octokit.paginate(octokit.rest.teams.listMembersInOrg, { ...at, per_page: 100 }),
    );
    // Gone between the two questions.
    if (!members) return { state: 'absent' };
    return { state: 'found', id: team.data.id, members: members.map(({ login }) => login) };
  } catch (error) {
    if (!(error instanceof PermissionsNotGranted) && !isForbidden(error)) throw error;
    const todo = remedy(error);
    const what = `GitHub does not let Weir read the team @${org}/${slug}`;
    if (todo) return { state: 'unreadable', reason: `${what}: ${wordsOf(error)}. ${todo}.` };
    return {
      state: 'unreadable',
      reason: `${what}. Ask an owner of ${org} to grant the App the organisation permission "members: read" (on its installation page, under the requested permissions).`,
    };
  }
}
