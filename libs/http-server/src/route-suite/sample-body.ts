import { newId } from '@psa-bridge/core';
import { z } from 'zod';

interface Schema {
  $ref?: string;
  $defs?: Readonly<Record<string, Schema>>;
  type?: string | readonly string[];
  const?: unknown;
  enum?: readonly unknown[];
  default?: unknown;
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  allOf?: readonly Schema[];
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  minItems?: number;
  minLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  format?: string;
}

const FORMATS: Readonly<Record<string, () => string>> = {
  uuid: newId,
  email: () => 'ann@example.test',
  uri: () => 'https://example.test/',
  date: () => '2026-01-05',
  'date-time': () => '2026-01-05T08:00:00Z',
};

/** The least that a schema takes, as far as its JSON Schema tells: rules beyond that are the caller's to know. */
export function sampleBody(schema: z.ZodType): unknown {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return sampleOf(root, root.$defs ?? {});
}

function sampleOf(schema: Schema, definitions: Readonly<Record<string, Schema>>): unknown {
  if (schema.$ref !== undefined) return sampleOf(definitions[schema.$ref.replace('#/$defs/', '')] ?? {}, definitions);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice) return sampleOf(choice, definitions);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sampleOf(part, definitions))) as unknown;
  return sampleOfType(schema, definitions);
}

function sampleOfType(schema: Schema, definitions: Readonly<Record<string, Schema>>): unknown {
  switch ([schema.type].flat()[0]) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((field) => [field, sampleOf(schema.properties?.[field] ?? {}, definitions)]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}, definitions));
    case 'integer':
    case 'number':
      return schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1;
    case 'boolean':
      return true;
    default:
      return FORMATS[schema.format ?? '']?.() ?? 'x'.repeat(schema.minLength ?? 1);
  }
}
