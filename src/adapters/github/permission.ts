/** What a person may do on a repository. */
import type { Permission, Repository } from '../../ports.ts';
import { orAbsent } from './answers.ts';
import type { Octokit } from './client.ts';

const PERMISSIONS: readonly Permission[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];

/** Effective permission, through teams and the organisation too; `none` for whom GitHub does not know. */
export async function readPermission(
  octokit: Octokit,
  { owner, name }: Repository,
  user: string,
): Promise<Permission> {
  const answer = await orAbsent(
    octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo: name, username: user }),
  );
  if (!answer) return 'none';
  const { role_name: role, permission } = answer.data;
  // A custom role has a name of its own; `permission` then says what it amounts to.
  return (
    PERMISSIONS.find((known) => known === role) ??
    PERMISSIONS.find((known) => known === permission) ??
    'none'
  );
}
