/** The mirrors under one folder: one per installation and repository, one writer at a time. */
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log, Oid, Repository } from '../../ports.ts';
import type { RunGit } from './child.ts';
import { isDamage } from './damage.ts';
import type { Remote } from './environment.ts';
import { FetchFailed, fetchCommits, fetchedCommits, MirrorDamaged } from './fetch.ts';
import { createLeases } from './lease.ts';
import { ensureMirror, objectFormat, removeLeftovers, rollUpPacks } from './mirror.ts';
import { isOid, lookUp } from './objects.ts';
import type { ObjectStore } from './scratch.ts';

/** A mirror found damaged again so soon after it was rebuilt is not rebuilt again. Milliseconds. */
const REBUILD_PAUSE = 10 * 60_000;
/** Commits of each mirror that are fetched again when it is rebuilt: those asked for last. */
const REMEMBERED = 1000;

export interface MirrorStore {
  /** Makes commits and their whole history available; answers those that could not be had, with the reason. */
  fetch(repo: Repository, oids: readonly Oid[]): Promise<Map<Oid, string>>;
  /** Where the objects are; `oids` tell the object format. */
  store(repo: Repository, oids: readonly Oid[]): ObjectStore;
  /** Counts how often the mirror was thrown away. */
  generation(repo: Repository): number;
  /**
   * Throws the mirror away and fetches these commits and those asked for lately anew, unless that has happened
   * since `generation`. False when it was tried only just now.
   */
  rebuild(
    repo: Repository,
    oids: readonly Oid[],
    generation: number,
    reason: string,
  ): Promise<boolean>;
  forget(installation: number, repoId: number | null): Promise<void>;
}

export function createMirrorStore({
  root,
  remote,
  log,
  run,
  fetchWallClock,
}: {
  root: string;
  remote: (repo: Repository) => Promise<Remote>;
  log: Log | undefined;
  run: RunGit;
  fetchWallClock: number;
}): MirrorStore {
  const lease = createLeases();
  const generations = new Map<string, number>();
  const rebuilt = new Map<string, number>();
  /** Commits asked for, by mirror, the latest last. */
  const asked = new Map<string, Set<Oid>>();
  /** Mirrors that no killed git can have left anything in. */
  const tidy = new Set<string>();

  const dirOf = (installation: number, id: number) =>
    join(root, segment(installation), `${segment(id)}.git`);
  const discard = async (dir: string) => {
    generations.set(dir, (generations.get(dir) ?? 0) + 1);
    await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  };

  const forgetMirror = (dir: string) => {
    asked.delete(dir);
    return discard(dir);
  };

  const bring = async (repo: Repository, dir: string, oids: readonly Oid[]) => {
    const [first] = oids;
    if (first === undefined) return new Map<Oid, string>();
    if (!tidy.has(dir)) await removeLeftovers(dir);
    tidy.delete(dir);
    await ensureMirror(run, dir, objectFormat(first));
    const have = await fetchedCommits(run, dir);
    const present = oids.filter((oid) => have.has(oid));
    const headers = await lookUp(run, dir, present);
    const lost = present.find((_, index) => headers[index]?.type !== 'commit');
    if (lost !== undefined)
      throw new MirrorDamaged(`commit ${lost} was fetched before and is gone`);
    const wanted = oids.filter((oid) => !have.has(oid));
    const refused =
      wanted.length === 0
        ? new Map<Oid, string>()
        : await fetchCommits(run, dir, checkedRemote(await remote(repo)), wanted, fetchWallClock);
    if (wanted.length === 0 || (await rollUpPacks(run, dir))) tidy.add(dir);
    return refused;
  };

  const remember = (dir: string, oids: readonly Oid[]) => {
    const before = asked.get(dir) ?? new Set<Oid>();
    for (const oid of oids) before.delete(oid);
    asked.set(dir, new Set([...before, ...oids].slice(-REMEMBERED)));
  };

  /**
   * Throws the mirror away and fetches the commits, then as far as they can be had those that were asked for
   * before: who asked for them goes on reading.
   */
  const renew = async (repo: Repository, dir: string, oids: readonly Oid[], reason: string) => {
    log?.warn({ repo: repo.id, reason }, 'the mirror is damaged and is fetched anew');
    await discard(dir);
    const refused = await bring(repo, dir, oids);
    const others = [...(asked.get(dir) ?? [])].filter((oid) => !oids.includes(oid));
    await bring(repo, dir, others).catch((error: unknown) => {
      log?.warn({ repo: repo.id, err: error }, 'not all of it came; the next fetch tries again');
    });
    return refused;
  };

  const bringHealing = async (repo: Repository, dir: string, oids: readonly Oid[]) => {
    remember(dir, oids);
    try {
      return await bring(repo, dir, oids);
    } catch (error) {
      if (!(error instanceof Error) || error instanceof FetchFailed) throw error;
      if (!(error instanceof MirrorDamaged) && !isDamage(error.message)) throw error;
      return renew(repo, dir, oids, error.message);
    }
  };

  return {
    async fetch(repo, oids) {
      const unique = [...new Set(oids)];
      const refused = new Map(
        unique.filter((oid) => !isOid(oid)).map((oid) => [oid, 'this is no object id']),
      );
      const dir = dirOf(repo.installation, repo.id);
      const some = await lease(dir, () => bringHealing(repo, dir, unique.filter(isOid)));
      return new Map([...refused, ...some]);
    },
    store(repo, oids) {
      const objects = join(dirOf(repo.installation, repo.id), 'objects');
      return { objects, format: objectFormat(oids[0] ?? '') };
    },
    generation: (repo) => generations.get(dirOf(repo.installation, repo.id)) ?? 0,
    rebuild(repo, oids, generation, reason) {
      const dir = dirOf(repo.installation, repo.id);
      return lease(dir, async () => {
        if ((generations.get(dir) ?? 0) !== generation) return true;
        const now = performance.now();
        if (now - (rebuilt.get(dir) ?? -REBUILD_PAUSE) < REBUILD_PAUSE) return false;
        rebuilt.set(dir, now);
        await renew(repo, dir, oids.filter(isOid), reason);
        return true;
      });
    },
    async forget(installation, repoId) {
      if (repoId !== null) {
        const dir = dirOf(installation, repoId);
        await lease(dir, () => forgetMirror(dir));
        return;
      }
      const folder = join(root, segment(installation));
      if (!existsSync(folder)) return;
      for (const name of await readdir(folder)) {
        const dir = join(folder, name);
        await lease(dir, () => forgetMirror(dir));
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An id as part of a path: digits and nothing else. */
function segment(id: number): string {
  if (!Number.isSafeInteger(id) || id < 0) throw new TypeError(`${id} is no id of GitHub's`);
  return `${id}`;
}

/** A remote that may be talked to: encrypted, or on this machine; credentials never in the address. */
export function checkedRemote(remote: Remote): Remote {
  const url = new URL(remote.url);
  const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && loopback);
  if (!allowed || url.username !== '' || url.password !== '') {
    throw new FetchFailed(
      `Weir fetches over https without credentials in the address (or http on this machine), ` +
        `not from ${url.protocol}//${url.host}. Correct the address of the GitHub server.`,
    );
  }
  return remote;
}
