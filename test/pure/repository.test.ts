import { posix } from 'node:path';
import { expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { parsePlan } from '#src/plan/parse.ts';
import {
  completeLock,
  type Lock,
  missingPackages,
  platformOf,
} from '../../scripts/complete-lock.ts';
import { readSource } from '../source.ts';
import { filesBelow, read } from '../tree.ts';

interface Manifest {
  scripts: Record<string, string>;
  bin: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
}

const manifest = JSON.parse(read('package.json')) as Manifest;
const lock = JSON.parse(read('package-lock.json')) as Lock;
const FILES = filesBelow('');
/** What others wrote, or what plays the part of somebody else's repository. */
const FOREIGN = /^(test\/fixtures|demo\/sample|LICENSE$|package-lock\.json$)/;
const DOCUMENTS = FILES.filter((file) => file.endsWith('.md') && !FOREIGN.test(file));

const unique = (values: Iterable<string>) => [...new Set(values)].sort();
const matches = (text: string, pattern: RegExp) =>
  unique([...text.matchAll(pattern)].map((match) => match[1] ?? ''));

test('every version in package.json is exact, and the lock is made from them', () => {
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  const all = { ...dependencies, ...devDependencies, ...optionalDependencies };
  const inexact = Object.entries(all).filter(([, spec]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(spec));
  expect(inexact).toEqual([]);
  const { dependencies: d, devDependencies: v, optionalDependencies: o } = lock.packages[''] ?? {};
  expect({ ...d, ...v, ...o }).toEqual(all);
});

test('the lock serves every system and names no registry: after npm install, run npm run lock', () => {
  expect(missingPackages(lock)).toEqual([]);
  const located = Object.entries(lock.packages).filter(
    ([, { resolved }]) => resolved !== undefined,
  );
  expect(located.map(([path]) => path)).toEqual([]);
});

test('a lock from a registry that lacks platforms is completed', () => {
  const partial: Lock = {
    packages: {
      '': {},
      'node_modules/tool': {
        version: '2.0.0',
        dev: true,
        resolved: 'https://registry.example/tool.tgz',
        optionalDependencies: {
          '@tool/linux-x64-musl': '2.0.0',
          'tool-darwin-arm64': '2.0.0',
          'tool-windows-x64': '^2.0.0',
        },
      },
      'node_modules/tool-darwin-arm64': { version: '1.0.0' },
      'node_modules/tool-windows-x64': { version: '2.0.1' },
    },
  };
  const { added, lock: whole } = completeLock(partial);
  expect(added).toEqual(['@tool/linux-x64-musl@2.0.0', 'tool-darwin-arm64@2.0.0']);
  expect(missingPackages(whole)).toEqual([]);
  expect(whole.packages['node_modules/tool']).not.toHaveProperty('resolved');
  // The name is taken by another version, so this one goes below its parent.
  expect(whole.packages['node_modules/tool/node_modules/tool-darwin-arm64']?.os).toEqual([
    'darwin',
  ]);
  expect(whole.packages['node_modules/@tool/linux-x64-musl']).toEqual({
    version: '2.0.0',
    cpu: ['x64'],
    dev: true,
    libc: ['musl'],
    optional: true,
    os: ['linux'],
  });
  expect(() => platformOf('fsevents')).toThrow('The name fsevents does not tell');
});

test('the platform of every locked package with a telling name is the one npm recorded', () => {
  const platforms = Object.entries(lock.packages).filter(
    ([, entry]) => entry.os !== undefined && entry.integrity !== undefined,
  );
  expect(platforms.length).toBeGreaterThan(40);
  for (const [path, entry] of platforms) {
    const { cpu, os } = platformOf(path.split('node_modules/').at(-1) ?? '');
    // Old packages record one name instead of a list.
    const recorded = { path, cpu: [entry.cpu].flat(), os: [entry.os].flat() };
    expect({ path, cpu, os }).toEqual(recorded);
  }
});

const app = load(read('app.yml')) as {
  default_permissions: Record<string, string>;
  default_events: string[];
};

test('app.yml subscribes to exactly the events that the App listens to', () => {
  const rooms = filesBelow('src/app');
  const heard = rooms.flatMap((file) => readSource(read(file)).handlers);
  // GitHub sends these to every App and refuses a subscription.
  const unasked = ['installation', 'installation_repositories'];
  const events = unique(heard.map(({ event }) => event.split('.')[0] ?? ''));
  expect(events).toEqual(unique([...app.default_events, ...unasked]));
});

test('app.yml asks for exactly what the tokens need, and for metadata, which every App has', () => {
  const level = ['read', 'write'];
  // No token asks about merge queues, but only Apps with this permission are told of merge groups.
  const needed: Record<string, string> = { metadata: 'read', merge_queues: 'read' };
  const client = read('src/adapters/github/client.ts');
  for (const [, set, names] of client.matchAll(/(\w+): Permissions = \{([^}]*)\}/g)) {
    // Off until an operator grants more; app.yml says what for.
    if (set === 'CONTENTS' || set === 'STATUSES') continue;
    for (const [, name, want] of (names ?? '').matchAll(/(\w+): '(read|write)'/g)) {
      const held = level.indexOf(needed[name ?? ''] ?? '');
      needed[name ?? ''] = level[Math.max(held, level.indexOf(want ?? ''))] ?? '';
    }
  }
  expect(app.default_permissions).toEqual(needed);
});

test('the link in docs/install.md registers the App of app.yml', () => {
  const [link] =
    /https:\/\/github\.com\/settings\/apps\/new\?[^\s>]+/.exec(read('docs/install.md')) ?? [];
  const query = new URL(link ?? '').searchParams;
  expect(unique(query.getAll('events[]'))).toEqual(unique(app.default_events));
  const permissions = Object.keys(app.default_permissions);
  expect(Object.fromEntries(permissions.map((name) => [name, query.get(name)]))).toEqual(
    app.default_permissions,
  );
});

test('docs/install.md lists every setting, docs/operations.md every metric', () => {
  const settings = matches(
    read('src/configuration.ts'),
    /find\('((?:WEIR_|DATABASE_URL|PORT|LOG_LEVEL)\w*)'/g,
  );
  expect(settings).toContain('WEIR_APP_ID');
  expect(matches(read('docs/install.md'), /^\| `([A-Z_]+)`/gm)).toEqual(settings);
  const metrics = matches(read('src/web/metrics.ts'), /name: '(weir_\w+)'/g);
  expect(metrics).toContain('weir_jobs_total');
  expect(matches(read('docs/operations.md'), /^\| `(weir_\w+)`/gm)).toEqual(metrics);
});

/** Places on somebody's machine, registries, credentials. */
const PRIVATE = new RegExp(
  [
    String.raw`(?<![\w.])/(home|Users|root|work)/\w`,
    String.raw`^\s*(@\w+:)?registry\s*=`,
    String.raw`_auth(Token)?\s*=`,
    '(verdaccio|artifactory|codeartifact|nexus)[.:/]',
    String.raw`gh[posu]_\w{30}`,
  ].join('|'),
);

test.each<[string, boolean]>([
  ['see /home/ann/x', true],
  ['registry=https://packages.example', true],
  ['//packages.example/:_authToken=abc', true],
  [['https://example.com', 'work', 'x'].join('/'), false],
  ['const registry = new Registry()', false],
])('private or not: %s', (line, expected) => {
  expect(PRIVATE.test(line)).toBe(expected);
});

test('no file names a place on somebody’s machine, a registry or a credential', () => {
  const skipped = /\.png$|^test\/fixtures\/|^test\/pure\/repository\.test\.ts$/;
  const found = FILES.filter((file) => !skipped.test(file)).flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, at) => (PRIVATE.test(line) ? [`${file}:${at + 1}: ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});

interface MarkdownNode {
  type: string;
  url?: string;
  value?: string;
  children?: MarkdownNode[];
}

function nodesOf(node: MarkdownNode): MarkdownNode[] {
  return [node, ...(node.children ?? []).flatMap(nodesOf)];
}

function textOf(node: MarkdownNode): string {
  return nodesOf(node)
    .map(({ value }) => value ?? '')
    .join('');
}

/** GitHub's anchors: lower case, no punctuation, dashes for blanks. */
function anchorsOf(file: string): Set<string> {
  const headings = nodesOf(fromMarkdown(read(file)) as MarkdownNode).filter(
    ({ type }) => type === 'heading',
  );
  return new Set(
    headings.map((heading) =>
      textOf(heading)
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

test('every relative link in the documents leads somewhere', () => {
  expect(DOCUMENTS).toEqual(expect.arrayContaining(['README.md', 'ARCHITECTURE.md']));
  const broken = DOCUMENTS.flatMap((file) =>
    nodesOf(fromMarkdown(read(file)) as MarkdownNode).flatMap(({ url }) => {
      if (url === undefined || /^[a-z]+:/.test(url)) return [];
      const [path = '', anchor] = url.split('#');
      const to = path === '' ? file : posix.join(posix.dirname(file), path);
      const isFolder = FILES.some((each) => each.startsWith(`${to.replace(/\/$/, '')}/`));
      if (!FILES.includes(to)) return isFolder ? [] : [`${file}: ${url}`];
      const lost = anchor !== undefined && to.endsWith('.md') && !anchorsOf(to).has(anchor);
      return lost ? [`${file}: ${url} (no such heading)`] : [];
    }),
  );
  expect(broken).toEqual([]);
});

test('every command and file that the documents name is there', () => {
  const missing = DOCUMENTS.flatMap((file) => {
    const text = read(file);
    const scripts = matches(text, /\bnpm run (?:-s )?([\w:-]+)/g).filter(
      (name) => manifest.scripts[name] === undefined,
    );
    const paths = matches(
      text,
      /`((?:src|test|scripts|bench|demo|bin|docs|schema)\/[\w./-]+)`/g,
    ).filter(
      (path) => !FILES.some((each) => each === path || each.startsWith(path.replace(/\/?$/, '/'))),
    );
    return [...scripts, ...paths].map((name) => `${file}: ${name}`);
  });
  expect(missing).toEqual([]);
});

test('every plan that the documents show is valid', () => {
  const plans = DOCUMENTS.flatMap((file) =>
    nodesOf(fromMarkdown(read(file)) as MarkdownNode).flatMap(({ type, value }) =>
      type === 'code' && value?.startsWith('version: 1') ? [{ file, value }] : [],
    ),
  );
  expect(plans.map(({ file }) => file)).toContain('README.md');
  for (const { file, value } of plans) {
    expect({ file, ...parsePlan(value) }).toMatchObject({ file, ok: true, warnings: [] });
  }
});

test('ARCHITECTURE.md names every room and every file that stands in none', () => {
  const rooms = filesBelow('src').map((file) => {
    const parts = file.split('/');
    return parts.slice(0, Math.min(3, Math.max(2, parts.length - 1))).join('/');
  });
  const map = read('ARCHITECTURE.md');
  expect(unique(rooms).filter((room) => !map.includes(`\`${room}`))).toEqual([]);
});

test('the image is small, pinned, unprivileged and checks its own health', () => {
  const lines = read('Dockerfile').replaceAll('\\\n', ' ').split('\n');
  const instructions = lines.filter((line) => /^[A-Z]/.test(line));
  const last = instructions.findLastIndex((line) => line.startsWith('FROM '));
  const has = (pattern: RegExp) => instructions.slice(last).some((line) => pattern.test(line));
  for (const line of instructions.filter((each) => each.startsWith('FROM '))) {
    expect(line).toMatch(/^FROM node:24[\w.]*-[\w-]+( AS \w+)?$/);
  }
  expect(has(/^USER \d+:\d+$/)).toBe(true);
  expect(has(/^HEALTHCHECK .*\/healthz/)).toBe(true);
  expect(has(/^VOLUME \/data$/)).toBe(true);
  expect(has(/^ENTRYPOINT \["/)).toBe(true);
  expect(has(/^RUN .*--no-install-recommends.*\bgit\b.*rm -rf \/var\/lib\/apt\/lists/)).toBe(true);
  expect(instructions.filter((line) => /^ADD |sudo|curl .*\||:latest|COPY \. /.test(line))).toEqual(
    [],
  );
  const copied = instructions.filter((line) => /^COPY (?!--from)/.test(line));
  const sources = copied.flatMap((line) => line.split(' ').slice(1, -1));
  expect(unique(sources)).toEqual(matches(read('.dockerignore'), /^!(\S+)$/gm));
});

test('workflows pin their actions by commit and may read and nothing else', () => {
  const workflows = FILES.filter((file) => file.startsWith('.github/workflows/'));
  expect(workflows).toContain('.github/workflows/ci.yml');
  for (const file of workflows) {
    const text = read(file);
    for (const [, action] of text.matchAll(/uses: (.+)/g))
      expect(action).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    expect((load(text) as { permissions: unknown }).permissions).toEqual({ contents: 'read' });
    expect(text).not.toMatch(/pull_request_target|secrets\.|: write\b/);
  }
});
