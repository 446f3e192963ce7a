/** GitHub's API as recorded answers: what the real one says, where the local GitHub does not speak. */
import { generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import { connectGitHub, type GitHub, type GitHubOptions } from '#src/adapters/github.ts';
import type { Posted, PostedObject } from '#src/adapters/store/posted.ts';

export const API = 'https://api.github.com';
export const APP_ID = 42;

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

export function connect(over: Partial<GitHubOptions> = {}): GitHub {
  return connectGitHub({ appId: APP_ID, privateKey, githubUrl: API, pacing: false, ...over });
}

/** Answers a request for an installation token; the scopes that were asked for are collected. */
export function grantToken(token: string, asked: object[] = [], minutes = 60): nock.Scope {
  return nock(API)
    .post(/^\/app\/installations\/\d+\/access_tokens$/)
    .reply(201, async (request: Request) => {
      asked.push((await request.json()) as object);
      return { token, expires_at: new Date(Date.now() + minutes * 60_000).toISOString() };
    });
}

/** What was posted, kept in memory. */
export function memoryPosted(): Posted & { rows: Map<string, PostedObject> } {
  const rows = new Map<string, PostedObject>();
  return {
    rows,
    hasPosted: async () => rows.size > 0,
    find: async (repoId, key) => rows.get(`${repoId} ${key}`) ?? null,
    save: async (repoId, key, { remoteId, url, hash, annotated }) => {
      rows.set(`${repoId} ${key}`, { remoteId, url, hash, annotated });
    },
    remove: async (repoId, key) => {
      rows.delete(`${repoId} ${key}`);
    },
    urls: async () => new Map(),
    removeChecks: async () => {
      for (const row of rows.values()) row.hash = 'in-doubt';
    },
  };
}
