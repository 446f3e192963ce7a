import { type Annotation, MOST_ANNOTATIONS } from '../effects.ts';
import { listWords, plain } from '../markdown.ts';
import type { Meeting } from './meetings.ts';
import { isLanding, landingAdvice } from './next-step.ts';
import { linesInWords } from './render-finding.ts';
import type { Finding, FindingSeverity, Place } from './report.ts';
import { isHead, type View } from './view.ts';

/** Sentences at one place, and others named in one. */
const MOST_SENTENCES = 3;
const MOST_OTHERS = 3;
const NAME_POINTS = 60;

/** Everything found at one range of one file of this commit. */
interface Spot {
  place: Place;
  level: Annotation['level'];
  found: { meeting: Meeting; finding: Finding }[];
}

const LEVELS: Readonly<Record<FindingSeverity, Annotation['level']>> = {
  fail: 'failure',
  warn: 'warning',
  note: 'notice',
};
const ORDER: readonly Annotation['level'][] = ['failure', 'warning', 'notice'];

/**
 * One annotation for each range of a file of this commit that collides, whoever it collides with; gravest
 * first, at most 200. A collision without lines stands on line 1, if this commit has the file at all.
 */
export function annotationsOf(
  view: View,
  meetings: readonly Meeting[],
): {
  annotations: Annotation[];
  /** Ranges beyond those, which nothing marks. */
  unmarked: number;
} {
  const spots = new Map<string, Spot>();
  for (const meeting of meetings) {
    for (const finding of meeting.findings) {
      for (const place of finding.places.filter(({ head }) => head === meeting.own.ref)) {
        const level = LEVELS[finding.severity];
        const key = `${place.line ?? 1} ${place.endLine ?? place.line ?? 1} ${place.path}`;
        const spot = spots.get(key) ?? { place, level, found: [] };
        spot.found.push({ meeting, finding });
        if (ORDER.indexOf(level) < ORDER.indexOf(spot.level)) spot.level = level;
        spots.set(key, spot);
      }
    }
  }
  const annotations = [...spots.values()]
    .sort((x, y) => ORDER.indexOf(x.level) - ORDER.indexOf(y.level))
    .slice(0, MOST_ANNOTATIONS)
    .map((spot) => annotation(view, spot));
  return { annotations, unmarked: spots.size - annotations.length };
}

function annotation(view: View, { place, level, found }: Spot): Annotation {
  const names = [...new Set(found.map(({ meeting }) => plain(meeting.name, NAME_POINTS)))];
  const noun = { failure: 'Conflict', warning: 'Warning', notice: 'Note' }[level];
  const same = [...Map.groupBy(found, ({ finding }) => sayingOf(finding)).values()];
  const told = same.slice(0, MOST_SENTENCES).map((one) => sentence(view, place.path, one));
  const left = same.slice(MOST_SENTENCES).flat().length;
  const more = `And ${left} more at the same place; the check run lists ${left === 1 ? 'it' : 'them'}.`;
  const startLine = place.line ?? 1;
  return {
    path: place.path,
    startLine,
    endLine: Math.max(startLine, place.endLine ?? startLine),
    level,
    title: `${noun} with ${listWords(names, MOST_OTHERS)}`,
    message: [...told, ...(left > 0 ? [more] : [])].join('\n'),
  };
}

/** Equal for findings that one sentence can tell. */
function sayingOf(finding: Finding): string {
  return JSON.stringify([finding.message, isLanding(finding) || finding.suggestion]);
}

/** What collides, with whom, where on the other sides, and what to do: once for all that meet the same here. */
function sentence(view: View, path: string, found: Spot['found']): string {
  const { finding } = found[0] as Spot['found'][number];
  const met = [...Map.groupBy(found, ({ meeting }) => meeting)];
  const sides = met.slice(0, MOST_OTHERS).map(([meeting, of]) => otherSide(meeting, path, of));
  const left = met.length - sides.length;
  const there = [...sides, ...(left > 0 ? [`and ${left} more`] : [])].join('; ');
  const meetings = met.map(([meeting]) => meeting);
  const advice = isLanding(finding)
    ? landingAdvice(view, meetings, (one) => plain(one, NAME_POINTS))
    : plain(finding.suggestion);
  const what = plain(finding.message).replace(/\.$/, '');
  return `${what}. Other ${met.length === 1 ? 'side' : 'sides'}: ${there}. ${advice ?? ''}`.trimEnd();
}

/** `storage (anna), line 7`; the file, too, where it is another than here. */
function otherSide({ name, other }: Meeting, path: string, found: Spot['found']): string {
  const show = (one: string) => plain(one, NAME_POINTS);
  const owners = isHead(other) ? other.owners.map(show) : [];
  const places = found.flatMap(({ finding }) =>
    finding.places.filter(({ head }) => head === other.ref),
  );
  const files = [...Map.groupBy(places, (one) => one.path)].map(([file, here]) =>
    [file === path ? '' : plain(file), linesInWords(here)].filter((one) => one !== '').join(' '),
  );
  const who = `${show(name)}${owners.length > 0 ? ` (${listWords(owners, 3)})` : ''}`;
  const where = listWords(
    files.filter((one) => one !== ''),
    MOST_OTHERS,
  );
  return where === '' ? who : `${who}, ${where}`;
}
