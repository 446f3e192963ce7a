/** Versions that a project forces on everybody. */
import type { Requirement } from './manifest.ts';

/**
 * Sections of them: npm's own, which refuses dependencies that ask otherwise; what Yarn and pnpm take without a word; and
 * uv's (docs.npmjs.com, package.json, overrides; docs.astral.sh/uv, dependency overrides).
 */
export const OVERRIDES = 'overrides';
export const RESOLUTIONS = 'resolutions';
export const UV_OVERRIDES = 'tool.uv.override-dependencies';

const FORCED = new Set([OVERRIDES, RESOLUTIONS, UV_OVERRIDES]);

export const isForced = ({ section }: Pick<Requirement, 'section'>) => FORCED.has(section);

/** Sections that only say which versions may be taken: nothing is installed for them (pip and uv). */
export const CONSTRAINTS = 'constraints';
const LIMITS = new Set([CONSTRAINTS, 'tool.uv.constraint-dependencies']);

/** Whether somebody has the package for what a section says, and not only in which version. */
export const isInstalled = (requirement: Pick<Requirement, 'section'>) =>
  !isForced(requirement) && !LIMITS.has(requirement.section);
