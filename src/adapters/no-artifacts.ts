/** On a clone nobody keeps artifacts: what they would say is unknown, not empty. */
import type { ArtifactForge } from '../ports.ts';

const REASON = 'a clone has no workflow artifacts; only GitHub keeps them';

export const noArtifacts: ArtifactForge = {
  artifacts: async () => ({ state: 'partial', reason: REASON }),
  content: async () => ({ state: 'unreadable', reason: REASON }),
};
