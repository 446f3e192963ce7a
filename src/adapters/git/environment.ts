/**
 * The whole environment of a git child. Nothing is inherited but what stands here: `GIT_*`, traces, editors,
 * askpass programs and user or system configuration of whoever started Weir never reach git.
 */

/** Settings for every git child, as `[key, value]`; they travel by environment, never as arguments. */
const SETTINGS: readonly (readonly [string, string])[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['core.attributesFile', '/dev/null'],
  ['core.alternateRefsCommand', 'false'],
  ['core.protectHFS', 'true'],
  ['core.protectNTFS', 'true'],
  ['credential.helper', ''],
  ['protocol.allow', 'never'],
  ['gc.auto', '0'],
  ['gc.autoDetach', 'false'],
  ['maintenance.auto', 'false'],
  ['submodule.recurse', 'false'],
  ['transfer.fsckObjects', 'true'],
  ['transfer.bundleURI', 'false'],
  // Whole packs mapped at once would count against the memory limit, whatever is read from them.
  ['core.packedGitWindowSize', '16m'],
  ['core.packedGitLimit', '256m'],
];

/** Further settings of one call. */
export type Settings = readonly (readonly [string, string])[];

/** What is the same for every git child. */
const FIXED: Readonly<Record<string, string>> = {
  HOME: '/nonexistent',
  XDG_CONFIG_HOME: '/nonexistent',
  LC_ALL: 'C.UTF-8',
  LANGUAGE: 'C',
  TZ: 'UTC',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '/bin/false',
  SSH_ASKPASS: '/bin/false',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_PROTOCOL_FROM_USER: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_LITERAL_PATHSPECS: '1',
  ...configured(SETTINGS, 0),
};

/** Environment for git on the repository `gitDir`, or outside of any repository (null). */
export function gitEnvironment(gitDir: string | null, more: Settings = []): Record<string, string> {
  return {
    ...inherited(['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR']),
    ...FIXED,
    ...(gitDir === null ? {} : { GIT_DIR: gitDir }),
    ...configured(more, SETTINGS.length),
    GIT_CONFIG_COUNT: `${SETTINGS.length + more.length}`,
  };
}

/** @param first place of the first one among all settings */
function configured(settings: Settings, first: number): Record<string, string> {
  return Object.fromEntries(
    settings.flatMap(([key, value], at) => [
      [`GIT_CONFIG_KEY_${first + at}`, key],
      [`GIT_CONFIG_VALUE_${first + at}`, value],
    ]),
  );
}

/** Where to fetch from or push to, and the installation token that opens it. */
export interface Remote {
  url: string;
  token: string;
}

/** Name of the remote inside the environment: the address stands in no argument of git. */
export const REMOTE_NAME = 'weir';

/** Environment for fetching into the mirror `gitDir`, or pushing from it: one protocol, no redirects, slow transfers end. */
export function fetchEnvironment(gitDir: string, { url, token }: Remote): Record<string, string> {
  const { protocol, origin } = new URL(url);
  const scheme = protocol.slice(0, -1);
  const credentials = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    ...gitEnvironment(gitDir, [
      [`protocol.${scheme}.allow`, 'always'],
      [`remote.${REMOTE_NAME}.url`, url],
      [`remote.${REMOTE_NAME}.tagOpt`, '--no-tags'],
      // A redirect to another host would carry the header there, even where it is scoped to an address.
      ['http.followRedirects', 'false'],
      ...(token === ''
        ? []
        : [[`http.${origin}/.extraHeader`, `Authorization: Basic ${credentials}`] as const]),
      ['fetch.fsckObjects', 'true'],
      ['fetch.recurseSubmodules', 'false'],
      // Every fetch adds one whole pack or nothing: a killed one leaves no commit without its trees.
      ['fetch.unpackLimit', '1'],
      ['pack.threads', '1'],
      // An index of the histories, added to with each fetch: all that is asked about them is answered from it.
      ['fetch.writeCommitGraph', 'true'],
    ]),
    // An operator behind a proxy says so in the usual way; the proxy is for https only.
    ...(scheme === 'https'
      ? inherited([
          'HTTPS_PROXY',
          'https_proxy',
          'NO_PROXY',
          'no_proxy',
          'SSL_CERT_FILE',
          'SSL_CERT_DIR',
        ])
      : {}),
    GIT_ALLOW_PROTOCOL: scheme,
    GIT_HTTP_LOW_SPEED_LIMIT: '1000',
    GIT_HTTP_LOW_SPEED_TIME: '30',
  };
}

function inherited(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
