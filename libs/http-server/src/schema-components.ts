import { z } from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;
export type Components = Record<string, unknown>;

const PREFIX = '#/components/schemas/';

/** Turns schemas into JSON Schema, placing the named and the recursive ones among a document's components. */
export interface SchemaWriter {
  /** `input`: as clients send it, with nothing undeclared; `output`: as the server answers. */
  write(schema: z.ZodType, io: 'input' | 'output'): JsonSchema;
}

export function schemaWriter(components: Components): SchemaWriter {
  return {
    write(schema, io) {
      // Within another object also a schema that contains itself is a definition, and not a reference to the document's root.
      const { properties, $defs = {} } = toJsonSchema(z.object({ it: schema }), io);
      const definitions = Object.fromEntries(
        Object.entries($defs as Record<string, JsonSchema>).map(([name, { id: _id, ...definition }]) => [name, definition]),
      );
      const names = placeAll(definitions, { components, suffixOf: (turn) => `${io === 'input' ? 'Input' : ''}${turn || ''}` });
      return renamed((properties as { it: JsonSchema }).it, names, '#/$defs/');
    },
  };
}

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
    override({ zodSchema, jsonSchema, path }) {
      const { def } = zodSchema._zod;
      // Requests are read strictly (see `strictly`), and so they are described.
      if (io === 'input' && def.type === 'object' && def.catchall === undefined && !path.includes('allOf')) {
        jsonSchema.additionalProperties = false;
      }
    },
  });
}

interface Placing {
  components: Components;
  /** Appended to the names of definitions that are taken by others. */
  suffixOf: (turn: number) => string;
}

/** Adds the definitions under names that are free or mean the same already; answers the names. */
function placeAll(definitions: Record<string, JsonSchema>, { components, suffixOf }: Placing): ReadonlyMap<string, string> {
  for (let turn = 0; ; turn += 1) {
    const plain = turn === 0 ? '' : suffixOf(turn - 1);
    const names = new Map(Object.keys(definitions).map((name) => [name, `${componentName(name)}${plain}`]));
    const placed = Object.entries(definitions).map(
      ([name, definition]) => [names.get(name) ?? name, renamed(definition, names, '#/$defs/')] as const,
    );
    const isFree = placed.every(([name, definition]) => components[name] === undefined || isEqual(components[name], definition));
    if (!isFree) continue;
    Object.assign(components, Object.fromEntries(placed));
    return names;
  }
}

/** zod numbers the definitions that nobody named. */
function componentName(name: string): string {
  return name.replace(/^__schema/, 'Schema').replace(/[^\w.-]/g, '_');
}

/** A copy whose references follow the new names. */
export function renamed<Value>(value: Value, names: ReadonlyMap<string, string>, prefix = PREFIX): Value {
  return JSON.parse(JSON.stringify(value), (key, inner: unknown) => {
    if (key !== '$ref' || typeof inner !== 'string' || !inner.startsWith(prefix)) return inner;
    const name = inner.slice(prefix.length);
    return `${PREFIX}${names.get(name) ?? name}`;
  }) as Value;
}

/** The components that a piece of a document refers to. */
export function referencesIn(value: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  JSON.stringify(value, (key, inner: unknown) => {
    if (key === '$ref' && typeof inner === 'string' && inner.startsWith(PREFIX)) found.add(inner.slice(PREFIX.length));
    return inner;
  });
  return found;
}

export function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
