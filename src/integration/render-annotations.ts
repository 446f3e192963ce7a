import { type Annotation, MOST_ANNOTATIONS } from '../effects.ts';
import { listWords, plain } from '../markdown.ts';
import { isHead, type Meeting, type View } from './meetings.ts';
import { linesInWords } from './render-meeting.ts';
import type { Finding, FindingSeverity, Place } from './report.ts';
import { isLanding, landingAdvice } from './verdict.ts';

/** Others named at one place. */
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
  const told = found.slice(0, MOST_OTHERS).map((one) => sentence(view, one));
  const left = found.length - told.length;
  const startLine = place.line ?? 1;
  return {
    path: place.path,
    startLine,
    endLine: Math.max(startLine, place.endLine ?? startLine),
    level,
    title: `${noun} with ${listWords(names, MOST_OTHERS)}`,
    message: [...told, ...(left > 0 ? [`And ${left} more at the same place.`] : [])].join('\n'),
  };
}

/** What collides, with whom, where on the other side, and what to do. */
function sentence(view: View, { meeting, finding }: Spot['found'][number]): string {
  const { name, other } = meeting;
  const show = (one: string) => plain(one, NAME_POINTS);
  const owners = isHead(other) ? other.owners.map(show) : [];
  const lines = linesInWords(finding.places.filter(({ head }) => head === other.ref));
  const there = [show(name) + (owners.length > 0 ? ` (${listWords(owners, 3)})` : ''), lines];
  const advice = isLanding(finding)
    ? landingAdvice(view, meeting, show)
    : plain(finding.suggestion);
  const what = plain(finding.message).replace(/\.$/, '');
  return `${what}. Other side: ${there.filter((one) => one !== '').join(', ')}. ${advice ?? ''}`.trimEnd();
}
