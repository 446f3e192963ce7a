/** What was not taken over of a section, and why. Pure. */
import type { Block, Section } from './document.ts';
import type { Draft, Leftover } from './draft.ts';
import { brokenLine } from './pairs.ts';

export function leave(
  draft: Draft,
  section: Section,
  at: Pick<Leftover, 'line' | 'to'>,
  why: string,
): void {
  draft.leftovers.push({ line: at.line, to: at.to, title: section.title, why });
}

export function whyNot(block: Block): string {
  if (block.kind === 'other') return 'quotes and HTML are not read';
  const broken = block.kind === 'code' ? brokenLine(block) : null;
  if (broken !== null) return `its ${broken.language} cannot be read, see line ${broken.line}`;
  return 'its form says nothing that the plan has a key for';
}
