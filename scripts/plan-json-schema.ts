/** The JSON Schema of the plan file, for editors and for the configuration page. */
import { z } from 'zod';
import { PlanSchema } from '../src/plan/schema.ts';

/** The part of JSON Schema that the plan's schema uses. */
export interface JsonSchema {
  title?: string;
  description?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  pattern?: string;
  format?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
}

export function planJsonSchema(): JsonSchema {
  return z.toJSONSchema(PlanSchema, { io: 'input', target: 'draft-2020-12' }) as JsonSchema;
}
