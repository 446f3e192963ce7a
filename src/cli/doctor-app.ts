/** What GitHub says about the App: credentials, clock, permissions, events. */
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { connectGitHub } from '../adapters/github.ts';
import type { Settings } from '../configuration.ts';
import { compareClocks, compareRights, type Registered, type Wanted } from './doctor-compare.ts';
import { type Finding, good, reasonOf, unknown, wrong } from './doctor-finding.ts';

const PATIENCE = 15_000;
/** Asks GitHub who this App is. */
export async function lookAtApp(settings: Settings): Promise<Finding[]> {
  const { appId, privateKey, githubUrl } = settings;
  const { app } = connectGitHub({ appId, privateKey, githubUrl, pacing: false });
  try {
    const { data, headers } = await app.request('GET /app', {
      request: { signal: AbortSignal.timeout(PATIENCE) },
    });
    const registered: Registered = {
      name: data?.name ?? 'the App',
      permissions: (data?.permissions ?? {}) as Registered['permissions'],
      events: data?.events ?? [],
    };
    return [
      good('credentials', `GitHub knows them as the App "${registered.name}"`),
      compareClocks(headers.date, Date.now()),
      ...lookAtRights(registered),
    ];
  } catch (error) {
    return refused(error, settings);
  }
}

function lookAtRights(registered: Registered): Finding[] {
  let wanted: Wanted;
  try {
    wanted = readWanted();
  } catch (error) {
    return [
      unknown(
        'permissions',
        `They were not compared, since app.yml cannot be read here (${reasonOf(error)}). Compare them by hand, or run this in a clone of Weir.`,
      ),
    ];
  }
  return compareRights(registered, wanted);
}

function refused(error: unknown, { appId, githubUrl }: Settings): Finding[] {
  const { status, response } = error as {
    status?: number;
    response?: { headers?: { date?: string } };
  };
  const rest = unknown('permissions', 'GitHub was not asked, since it did not accept the App.');
  if (status === 401 || status === 404) {
    const words = `GitHub does not accept App ${appId} with this private key. Check that WEIR_APP_ID and WEIR_PRIVATE_KEY are of the same App, and WEIR_GITHUB_URL is where it is registered.`;
    return [wrong('credentials', words), compareClocks(response?.headers?.date, Date.now()), rest];
  }
  const words = `${githubUrl} could not be asked (${reasonOf(error)}). Check the network and WEIR_GITHUB_URL, then run this again.`;
  return [unknown('credentials', words)];
}

/** What app.yml asks for. */
export function readWanted(): Wanted {
  const manifest = load(readFileSync(new URL('../../app.yml', import.meta.url), 'utf8')) as {
    default_permissions: Record<string, string>;
    default_events: string[];
  };
  return { permissions: manifest.default_permissions, events: manifest.default_events };
}
