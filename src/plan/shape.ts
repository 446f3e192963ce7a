/** The schema's findings about shape (keys and types) in plain words. Pure. */
import type { z } from 'zod';
import { dotted, type Issue, type Path, quote } from './issue.ts';
import { nearest } from './names.ts';
import { PlanSchema } from './schema.ts';

type ZodIssue = z.core.$ZodIssue;

/** All issues of a failed parse, in words; `root` is the value that was parsed, `schema` what it was held against. */
export function shapeIssues(
  error: z.ZodError,
  root: unknown,
  schema: z.core.$ZodType = PlanSchema,
): Issue[] {
  return withoutEchoes(error.issues).flatMap((issue) => inWords(issue, [], root, schema));
}

/** A misspelt key also breaks rules about which keys must be there; the spelling is the one to report. */
function withoutEchoes(issues: readonly ZodIssue[]): ZodIssue[] {
  const misspelt = new Set(
    issues.filter(({ code }) => code === 'unrecognized_keys').map(({ path }) => path.join('\n')),
  );
  return issues.filter(({ code, path }) => code !== 'custom' || !misspelt.has(path.join('\n')));
}

function inWords(issue: ZodIssue, before: Path, root: unknown, schema: z.core.$ZodType): Issue[] {
  const path = [
    ...before,
    ...issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
  ];
  const error = (message: string, at: Issue['at'] = 'value', where: Path = path): Issue => ({
    level: 'error',
    path: where,
    at,
    message,
  });
  const value = valueAt(root, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => error(unknownKey(key, path, schema), 'key', [...path, key]));
    case 'invalid_key':
      return [
        error(`${subject(path)} ${issue.issues[0]?.message ?? 'is not a valid name.'}`, 'key'),
      ];
    case 'invalid_type':
      return [error(wrongType(path, issue.expected, value), value === undefined ? 'key' : 'value')];
    case 'invalid_value':
      return [
        error(
          wrongValue(path, issue.values.map(String), value),
          value === undefined ? 'key' : 'value',
        ),
      ];
    case 'invalid_union':
      return (
        union(issue, path, value, root, schema) ?? [
          error(wrongType(path, formsOf(issue.errors), value)),
        ]
      );
    case 'too_small':
      return [error(`${subject(path)} ${limit(issue.origin, 'least', issue.minimum)}`)];
    case 'too_big':
      return [error(`${subject(path)} ${limit(issue.origin, 'most', issue.maximum)}`)];
    default:
      return [error(`${subject(path)} ${issue.message}`)];
  }
}

/** The issues of the one form that the value was meant to be in, null when it is in none of them. */
function union(
  issue: Extract<ZodIssue, { code: 'invalid_union' }>,
  path: Path,
  value: unknown,
  root: unknown,
  schema: z.core.$ZodType,
): Issue[] | null {
  if (value === undefined) return null;
  const meant = issue.errors.filter(
    (issues) => !issues.some(({ code, path: at }) => at.length === 0 && code === 'invalid_type'),
  );
  // A fixed word among the forms (`all`) says nothing about a value of another type.
  const fitting = meant.filter(
    (issues) => typeof value === 'string' || !issues.some(({ code }) => code === 'invalid_value'),
  );
  const [only] = fitting;
  if (!only || fitting.length > 1) return null;
  if (only.some(({ code, path: at }) => at.length === 0 && code === 'invalid_value')) return null;
  return withoutEchoes(only).flatMap((inner) => inWords(inner, path, root, schema));
}

function formsOf(branches: readonly (readonly ZodIssue[])[]): string {
  return branches
    .flatMap((issues) => issues.filter(({ path }) => path.length === 0))
    .map((issue) => {
      if (issue.code === 'invalid_type') return issue.expected;
      return issue.code === 'invalid_value' ? issue.values.map(String).join('|') : '';
    })
    .filter((form) => form !== '')
    .join('|');
}

const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  null: 'nothing',
};

function wrongType(path: Path, expected: string, value: unknown): string {
  const forms = expected.split('|').map((form) => TYPES[form] ?? quote(form));
  const wanted = [...new Set(forms)].join(' or ');
  if (value === undefined) return `${subject(path)} is missing. Add it: ${wanted} is expected.`;
  const hint = expected === 'string' && typeof value === 'number' ? ' Put it in quotes.' : '';
  const list =
    expected === 'array' && typeof value === 'string' ? ` Write [${value.slice(0, 40)}].` : '';
  return `${subject(path)} must be ${wanted}, not ${kindOf(value)}.${hint}${quoteFree(list)}`;
}

/** A hint made of the file's own text is given only where that text is harmless. */
function quoteFree(hint: string): string {
  return /^[\w\s[\]@./-]*$/.test(hint) ? hint : '';
}

function wrongValue(path: Path, values: readonly string[], value: unknown): string {
  const choices = values.length === 1 ? values[0] : `one of ${values.join(', ')}`;
  if (value === undefined) {
    return `${subject(path)} is missing. Add "${path.at(-1)}: ${values[0]}".`;
  }
  const near = typeof value === 'string' ? nearest(value, values) : null;
  const found =
    typeof value === 'string' ? quote(value) : typeof value === 'number' ? value : kindOf(value);
  const ask = near === null ? '' : ` Did you mean ${quote(near)}?`;
  return `${subject(path)} must be ${choices}, not ${found}.${ask}`;
}

function limit(origin: string, bound: 'least' | 'most', value: number | bigint): string {
  if (origin === 'string' && bound === 'least') return 'is empty. Write a text, or remove it.';
  if (origin === 'string') return `is longer than ${value} characters. Shorten it.`;
  if (origin === 'array') return `must have at ${bound} ${value}.`;
  return `must be at ${bound} ${value}.`;
}

function unknownKey(key: string, path: Path, schema: z.core.$ZodType): string {
  const valid = keysAt(schema, path);
  const near = nearest(key, valid);
  const where =
    path.length === 0
      ? `at the top of a ${schema === PlanSchema ? 'plan' : 'report'}`
      : `in ${dotted(path)}`;
  const next =
    near !== null
      ? `Did you mean ${quote(near)}?`
      : valid.length > 0
        ? `Remove it, or use one of: ${valid.join(', ')}.`
        : 'Remove it.';
  return `${quote(key)} is not a key ${where}. ${next}`;
}

interface Definition {
  type: string;
  shape?: Record<string, z.core.$ZodType>;
  innerType?: z.core.$ZodType;
  element?: z.core.$ZodType;
  valueType?: z.core.$ZodType;
  keyType?: z.core.$ZodType;
  in?: z.core.$ZodType;
  options?: z.core.$ZodType[];
  entries?: Record<string, string>;
}

/** Keys that the schema knows for the mapping at a path. */
function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  const def = schema._zod.def as Definition;
  const inside = def.innerType ?? (def.type === 'pipe' ? def.in : undefined);
  if (inside) return keysAt(inside, path);
  if (def.options) return def.options.flatMap((option) => keysAt(option, path));
  const [head, ...rest] = path;
  if (head === undefined) {
    const keys = def.keyType ? (def.keyType._zod.def as Definition).entries : def.shape;
    return Object.keys(keys ?? {});
  }
  const child =
    def.type === 'object' && def.shape && Object.hasOwn(def.shape, head)
      ? def.shape[head]
      : typeof head === 'number'
        ? def.element
        : def.valueType;
  return child ? keysAt(child, rest) : [];
}

function subject(path: Path): string {
  return path.length === 0 ? 'The file' : dotted(path);
}

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'boolean') return 'true or false';
  return typeof value === 'number' ? 'a number' : 'text';
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const part of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part))
      return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}
