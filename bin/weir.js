#!/usr/bin/env node
// Starts the command line on a Node.js that is new enough: this one, or the one that `npm ci` has put into
// node_modules. Written for Node.js 12.20 and newer, so that an old one can still say what to do.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Lets tests try what happens on another version; never passed on. */
const PRETENDED = 'WEIR_PRETEND_NODE';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const needed = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node.replace(
  /^>=/,
  '',
);
const version = process.env[PRETENDED] || process.versions.node;

if (isAtLeast(version, needed)) {
  keepCompiled();
  import('../src/cli.ts').then(
    ({ main }) => main(process.argv.slice(2)),
    (error) => {
      if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
      process.stderr.write(
        `weir: a part of it is missing (${error.message}). Run "npm ci" in ${root}.\n`,
      );
      process.exitCode = 2;
    },
  );
} else {
  const own = ownNode();
  if (own === null) giveUp();
  else runOn(own);
}

function isAtLeast(found, wanted) {
  const [major, minor = 0] = found.split('.').map(Number);
  const [wantedMajor, wantedMinor = 0] = wanted.split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** Keeps what Node.js makes of the sources for the next start, which takes half the time then; here or not at all. */
function keepCompiled() {
  const kept = process.env.NODE_COMPILE_CACHE || join(root, 'node_modules', '.cache', 'compiled');
  module.enableCompileCache(kept);
  process.env.NODE_COMPILE_CACHE = kept;
}

/** Path of the Node.js that belongs to this project, or null where there is none for this system. */
function ownNode() {
  const system = { linux: 'linux', win32: 'win' }[process.platform];
  if (system === undefined) return null;
  try {
    const manifest = createRequire(import.meta.url).resolve(
      `node-${system}-${process.arch}/package.json`,
    );
    const path = join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.node);
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** The same call on another Node.js; signals, output and the end are passed through. */
function runOn(node) {
  const env = Object.assign({}, process.env);
  delete env[PRETENDED];
  const args = [fileURLToPath(import.meta.url)].concat(process.argv.slice(2));
  const child = spawn(node, args, { stdio: 'inherit', env });
  // Ctrl-C reaches the child by itself, since both are in the foreground: this process only has to wait.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', () => giveUp());
  child.on('exit', (code, signal) => {
    process.exit(code === null ? 128 + constants.signals[signal] : code);
  });
}

function giveUp() {
  process.stderr.write(
    `weir needs Node.js ${needed} or newer; this is v${version}. ` +
      `Run "npm ci" here, which brings one along on Linux and Windows (${root}), or install a newer Node.js.\n`,
  );
  process.exit(2);
}
