import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parsePlan } from '#src/plan/parse.ts';
import { GENERATED } from '../../scripts/generated.ts';
import { planJsonSchema } from '../../scripts/plan-json-schema.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

function stale(): string[] {
  return GENERATED.filter(({ path, content }) => {
    try {
      return read(path) !== content();
    } catch {
      return true;
    }
  }).map(({ path }) => `${path} is stale: run npm run generate`);
}

test('generated files are as the source makes them', () => {
  expect(stale()).toEqual([]);
});

test('every key of the plan is described', () => {
  const undescribed: string[] = [];
  const visit = (value: unknown, path: string) => {
    if (value === null || typeof value !== 'object') return;
    for (const [key, child] of Object.entries(value)) {
      if (key === 'properties') {
        for (const [name, schema] of Object.entries(child as Record<string, object>)) {
          if (!('description' in schema)) undescribed.push(`${path}.${name}`);
        }
      }
      visit(child, `${path}.${key}`);
    }
  };
  visit(planJsonSchema(), '');
  expect(undescribed).toEqual([]);
});

test('the documented plan has nothing to complain about', () => {
  expect(parsePlan(read('schema/workstreams.example.yml'))).toMatchObject({
    ok: true,
    warnings: [],
  });
});
