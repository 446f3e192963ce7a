/** The files that are made from the source: `npm run generate` writes them, a test holds them fresh. */
import { commandsPage } from './commands-page.ts';
import { configurationPage } from './configuration-page.ts';
import { detectorsPage } from './detectors-page.ts';
import { planJsonSchema } from './plan-json-schema.ts';
import { progressPage } from './progress-page.ts';

export interface GeneratedFile {
  /** From the root of the repository. */
  path: string;
  content(): string;
}

export const GENERATED: GeneratedFile[] = [
  {
    path: 'schema/workstreams.schema.json',
    content: () => `${JSON.stringify(planJsonSchema(), null, 2)}\n`,
  },
  { path: 'docs/configuration.md', content: configurationPage },
  { path: 'docs/commands.md', content: commandsPage },
  { path: 'docs/detectors.md', content: detectorsPage },
  { path: 'docs/progress.md', content: progressPage },
];
