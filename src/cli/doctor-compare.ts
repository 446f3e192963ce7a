/** What GitHub says about the App against what it should be. Pure. */
import { listWords } from '../markdown.ts';
import { type Finding, good, unknown, wrong } from './doctor-finding.ts';

/** GitHub refuses a token from more than a minute ahead; half of that is a warning in time. Seconds. */
const MOST_SKEW = 30;
const LEVELS = ['none', 'read', 'write', 'admin'];
/** What app.yml does not ask for: what trial builds need, and what they read in addition where they may. */
const FOR_TRIALS: Readonly<Record<string, string>> = { contents: 'write', statuses: 'read' };

/** What app.yml asks for. */
export interface Wanted {
  permissions: Readonly<Record<string, string>>;
  events: readonly string[];
}

/** What GitHub answers about the App that asks. */
export interface Registered {
  name: string;
  permissions: Readonly<Record<string, string | undefined>>;
  events: readonly string[];
}

/** @param date GitHub's `Date` header; @param now milliseconds since 1970 */
export function compareClocks(date: string | undefined, now: number): Finding {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) {
    return unknown('clock', 'GitHub sent no time to compare with. Check it with "timedatectl".');
  }
  const seconds = Math.round((now - theirs) / 1000);
  if (Math.abs(seconds) <= MOST_SKEW) return good('clock', `within ${MOST_SKEW} s of GitHub's`);
  const side = seconds > 0 ? 'ahead of' : 'behind';
  return wrong(
    'clock',
    `This machine is ${Math.abs(seconds)} s ${side} GitHub, which then refuses the App's tokens. Switch on time synchronisation (NTP).`,
  );
}

/** Every permission and event of app.yml that the registered App lacks, and what it has beyond it. */
export function compareRights(registered: Registered, wanted: Wanted): Finding[] {
  const level = (name: string | undefined) => Math.max(0, LEVELS.indexOf(name ?? 'none'));
  const lacking = Object.entries(wanted.permissions)
    .filter(([name, needed]) => level(registered.permissions[name]) < level(needed))
    .map(([name, needed]) => `${name}: ${needed}`);
  const beyond = Object.entries(registered.permissions)
    .filter(
      ([name, granted]) => level(granted) > level(FOR_TRIALS[name] ?? wanted.permissions[name]),
    )
    .map(([name, granted]) => `${name}: ${granted}`);
  const unheard = wanted.events.filter((event) => !registered.events.includes(event));
  const page = "on the GitHub App's page under Permissions & events";
  return [
    lacking.length > 0
      ? wrong(
          'permissions',
          `The App lacks ${listWords(lacking)}. Grant it ${page}, then accept it in every installation.`,
        )
      : beyond.length > 0
        ? good(
            'permissions',
            `all granted; ${listWords(beyond)} is not needed and can be taken away`,
          )
        : good('permissions', 'exactly what app.yml asks for'),
    unheard.length > 0
      ? wrong('events', `The App is not told of ${listWords(unheard)}. Tick it ${page}.`)
      : good('events', 'all subscribed to'),
    good(
      'trial builds',
      level(registered.permissions.contents) >= level(FOR_TRIALS.contents)
        ? 'possible where a plan allows them; an installation that has not accepted contents: write is told so'
        : 'not possible, which is as installed; for /integrate build grant contents: write (docs/trial-builds.md)',
    ),
  ];
}
