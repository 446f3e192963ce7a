/** docs/configuration.md from the plan's schema: every key with its type, default and meaning. */
import { readFileSync } from 'node:fs';
import { type JsonSchema, planJsonSchema } from './plan-json-schema.ts';

const EXAMPLE = new URL('../schema/workstreams.example.yml', import.meta.url);

/** Keys that hold a probe; probes are described once. */
const PROBE_KEYS = new Set(['done_when', 'when']);

export function configurationPage(): string {
  const schema = planJsonSchema();
  const keys = Object.entries(schema.properties ?? {});
  const sections = keys.map(([key, value]) => section(key, value, isRequired(schema, key)));
  const probe = schema.properties?.workstreams?.additionalProperties;
  return [
    '# The plan file',
    '<!-- Made by `npm run generate` from src/plan/schema.ts. Change the descriptions there. -->',
    INTRODUCTION,
    `\`\`\`yaml\n${readFileSync(EXAMPLE, 'utf8').trimEnd()}\n\`\`\``,
    RULES,
    ...sections,
    '## Probes',
    'How a task (`done_when`) or a criterion (`when`) is proved: exactly one of these. A probe that cannot be answered yields unknown and says why; unknown never counts as done.',
    table(probeRows(typeof probe === 'object' ? probe : {})),
  ]
    .join('\n\n')
    .concat('\n');
}

const INTRODUCTION = `Weir reads \`.github/workstreams.yml\` from the tip of the target branch, never from the head of a pull
request. A pull request that changes the file gets a check of its own, \`Weir / plan\`, with every error and
warning on its line; until it lands, the plan on the target rules.

Editors complete and check the file when its first line is

\`\`\`yaml
# yaml-language-server: $schema=PATH/TO/workstreams.schema.json
\`\`\`

with the path or address of \`schema/workstreams.schema.json\`. A whole plan:`;

const RULES = `## Names and rules

- Only \`version\` and \`workstreams\` are required. A key that is not listed here is an error, and so is a key that
  stands twice. The file has at most 64 KiB; anchors, aliases and tags (\`&\`, \`*\`, \`!\`) are refused.
- A workstream is found by its name, its aliases and its number; upper and lower case, \`_\` and \`-\` make no
  difference. No two workstreams share a name, an alias, a number or a branch.
- \`depends_on\` names workstreams, or names under \`external\`. Workstreams must not wait for each other in a circle.
  \`enables\` may name anything.
- What \`dependencies\`, \`approval_matrix\` and \`metrics\` say about a workstream is the same as if the workstream said
  it. Where both say something, they must say the same.
- A role that nobody fills is a warning here, and whatever needs it cannot be approved. A role name that is nearly
  that of a declared one is an error.
- Globs know \`*\`, \`**\`, \`?\`, \`[a-z]\`, \`[!a]\` and \`{a,b}\`; a backslash before a character takes it as it
  is; \`dir/\` means everything below \`dir\`. A glob has at most 200 characters, and its braces, which are not nested,
  stand for at most 16 patterns.`;

function section(key: string, schema: JsonSchema, required: boolean): string {
  const byDefault = defaultOf(schema);
  const facts = [
    `Type: ${typeOf(schema)}`,
    ...(required ? ['required'] : []),
    ...(byDefault === '' ? [] : [`default ${byDefault}`]),
  ];
  const rows = children(key, schema);
  return [
    `## \`${key}\``,
    schema.description ?? '',
    `${facts.join('; ')}.`,
    ...(rows.length > 0 ? [table(rows)] : []),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

interface Row {
  key: string;
  schema: JsonSchema;
  required: boolean;
}

/** Everything below a schema that has keys of its own; `NAME` stands for a name, `[]` for each of a list. */
function children(path: string, schema: JsonSchema): Row[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, value]) => [
    { key: `${path}.${key}`, schema: value, required: isRequired(schema, key) },
    ...(PROBE_KEYS.has(key) ? [] : children(`${path}.${key}`, value)),
  ]);
  const named =
    typeof schema.additionalProperties === 'object' ? schema.additionalProperties : null;
  return [
    ...own,
    ...(named ? children(`${path}.${namesOf(schema)}`, named) : []),
    ...(schema.items ? children(`${path}[]`, schema.items) : []),
    ...(schema.anyOf ?? []).flatMap((form) => children(path, form)),
  ];
}

function probeRows(workstream: JsonSchema): Row[] {
  const forms = workstream.properties?.tasks?.items?.anyOf ?? [];
  const probe = forms.flatMap(({ properties }) => properties?.done_when ?? [])[0];
  return probe
    ? children('', probe).map((row) => ({ ...row, key: row.key.replace(/^\./, '') }))
    : [];
}

function namesOf(schema: JsonSchema): string {
  return schema.propertyNames?.enum ? 'DAY' : 'NAME';
}

function isRequired(schema: JsonSchema, key: string): boolean {
  return schema.required?.includes(key) ?? false;
}

function table(rows: readonly Row[]): string {
  const cells = rows.map(({ key, schema, required }) => [
    `\`${key}\``,
    typeOf(schema, key),
    required ? 'required' : defaultOf(schema),
    schema.description ?? '',
  ]);
  return [['Key', 'Type', 'Default', 'Meaning'], ['---', '---', '---', '---'], ...cells]
    .map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

function defaultOf({ default: value }: JsonSchema): string {
  if (value === undefined) return '';
  const empty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return empty ? '' : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

const TYPES: Record<string, string> = {
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: '`true` or `false`',
  null: 'nothing',
};

function typeOf(schema: JsonSchema, key = ''): string {
  if (PROBE_KEYS.has(key.split('.').at(-1) ?? '')) return '[probe](#probes)';
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.anyOf) return [...new Set(schema.anyOf.map((form) => typeOf(form)))].join(' or ');
  if (schema.type === 'array') return schema.items ? `list of ${typeOf(schema.items)}` : 'list';
  if (schema.type === 'object') {
    const of = schema.additionalProperties;
    return typeof of === 'object'
      ? `${namesOf(schema) === 'DAY' ? 'day' : 'name'} → ${typeOf(of)}`
      : 'mapping';
  }
  const types = schema.type === undefined ? [] : [schema.type].flat();
  return types.map((type) => TYPES[type] ?? type).join(' or ') || 'anything';
}
