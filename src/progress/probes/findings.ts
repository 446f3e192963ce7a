/** `findings`: how many findings of scanners there are, by severity. */
import type { Comparison } from '../../plan/quantities.ts';
import { answered, unknown } from '../answers.ts';
import { artifactEvidence } from '../artifact-values.ts';
import { comparisonWords, meetsWithin } from '../compare.ts';
import type { ArtifactText, ProbeKind } from '../probe.ts';
import type { Answer } from '../report.ts';
import { countFindings, SEVERITIES, type Severity } from '../sarif.ts';

/** How artifacts with SARIF are called. */
export const SARIF_ARTIFACTS = '{*sarif*,*SARIF*,*security*,*audit*,*codeql*,*CodeQL*}';

export const findings: ProbeKind<'findings'> = {
  kind: 'findings',
  summary: `Findings of scanners in SARIF files, in workflow artifacts of the newest commit of the target's own line that has some (named \`${SARIF_ARTIFACTS}\`). Severities: ${SEVERITIES.map((one) => `\`${one}\``).join(', ')}; the first four by \`security-severity\` (9, 7, 4 and above 0). Suppressed findings do not count.`,
  example: '{ findings: { critical: 0, high: "<=2" } }',
  unknown:
    'there is no SARIF file, one cannot be read or has expired, or findings without a severity would decide it',
  gitOnly: false,
  proof: (spec) => `${limits(spec)} findings in SARIF files of the target`,
  wants: () => ({ artifacts: [SARIF_ARTIFACTS] }),
  answer(spec, given) {
    const wrong = Object.keys(spec).find((key) => !isSeverity(key));
    if (wrong !== undefined) {
      return unknown(`There is no severity ${wrong}. Write one of ${SEVERITIES.join(', ')}.`);
    }
    const seen = given.artifacts.get(SARIF_ARTIFACTS);
    if (!seen || seen.state === 'unread') {
      return unknown(`Findings are not known: ${seen?.reason ?? 'artifacts were not read'}.`);
    }
    const files = seen.files.filter(({ path }) => /\.sarif(\.json)?$/i.test(path));
    const [first] = files;
    if (!first) {
      const why = seen.leftOut[0] ?? 'no artifact of the newest commits holds a SARIF file';
      return unknown(`Findings are not known: ${why}. Let the scanner upload its SARIF file.`);
    }
    const counts = countFindings(files.map(({ text }) => text));
    if (counts.state === 'refused') {
      const at = files[counts.file] as ArtifactText;
      return unknown(`${at.path} could not be read: ${counts.reason}.`);
    }
    const [missing] = seen.leftOut;
    const parts = Object.entries(spec).map(([severity, is]) => {
      const { least, most: known } = counts.of[severity as Severity];
      // What could not be read may hold any number.
      const most = missing === undefined ? known : Number.POSITIVE_INFINITY;
      return { answer: meetsWithin(is, least, most), severity, least, most, is };
    });
    const answer = (['no', 'unknown', 'yes'] as const).find((one) =>
      parts.some((part) => part.answer === one),
    ) as Answer;
    const shown = parts.map(({ severity, least, most, is }) => {
      const count =
        least === most
          ? `${least}`
          : `${least} ${Number.isFinite(most) ? `to ${most}` : 'or more'}`;
      return `${count} ${severity} (${comparisonWords(is)} wanted)`;
    });
    const why = missing === undefined ? 'Some findings have no severity' : `But ${missing}`;
    const doubt = answer === 'unknown' ? ` ${why}.` : '';
    const evidence = files.map((file) => artifactEvidence(given, file));
    return answered(answer, `Findings: ${shown.join(', ')}.${doubt}`, evidence);
  },
};

function isSeverity(text: string): text is Severity {
  return SEVERITIES.some((one) => one === text);
}

function limits(spec: Record<string, Comparison>): string {
  return Object.entries(spec)
    .map(([severity, is]) => `${comparisonWords(is)} ${severity}`)
    .join(', ');
}
