import { z } from 'zod';

type Schema = z.core.$ZodType;
/** What was made of a schema; undefined while it is being made. */
type Known = Map<Schema, Schema | undefined>;
type Definition = Record<string, unknown> & { type: string };

/** Members of a definition that hold one schema, or a list of them, by the definition's type. */
const INNER: Readonly<Record<string, readonly string[]>> = {
  array: ['element'],
  optional: ['innerType'],
  nullable: ['innerType'],
  nonoptional: ['innerType'],
  default: ['innerType'],
  prefault: ['innerType'],
  catch: ['innerType'],
  readonly: ['innerType'],
  union: ['options'],
  tuple: ['items', 'rest'],
  record: ['valueType'],
  pipe: ['in', 'out'],
};

/**
 * The same schema in which every object, at any depth, refuses members that it does not declare. Objects that say themselves
 * what they think of further members (`z.looseObject`, `catchall`) keep their word; the sides of an intersection stay as they
 * are, because each would refuse what the other declares.
 */
export function strictly<Type extends z.ZodType>(schema: Type): Type {
  return strict(schema, new Map()) as Type;
}

/**
 * A schema that contains itself is met again while it is being made: there it becomes a reference to what it will be. The rest is
 * made at once, because only a schema whose members are known can be compiled.
 */
function strict(schema: Schema, known: Known): Schema {
  const done = known.get(schema);
  if (done) return done;
  if (known.has(schema)) return z.lazy(() => finished(schema, known));
  known.set(schema, undefined);
  const made = remake(schema, known);
  known.set(schema, made);
  return made;
}

function finished(schema: Schema, known: Known): Schema {
  const made = known.get(schema);
  if (!made) throw new Error('A schema was used before it was made strict.');
  return made;
}

function remake(schema: Schema, known: Known): Schema {
  const definition = schema._zod.def as unknown as Definition;
  if (definition.type === 'object') return strictObject(schema as z.core.$ZodObject, known);
  if (definition.type === 'lazy') return z.lazy(() => strict((schema as z.core.$ZodLazy)._zod.innerType, known));
  const inner = INNER[definition.type];
  if (!inner) return schema;
  const changed = inner.flatMap((member) => (definition[member] ? [[member, strictMember(definition[member], known)]] : []));
  return z.core.clone(schema, { ...definition, ...Object.fromEntries(changed) } as never);
}

function strictMember(member: unknown, known: Known): unknown {
  return Array.isArray(member) ? member.map((one: Schema) => strict(one, known)) : strict(member as Schema, known);
}

function strictObject(schema: z.core.$ZodObject, known: Known): Schema {
  const { def } = schema._zod;
  const shape = Object.fromEntries(Object.entries(def.shape).map(([name, member]) => [name, strict(member, known)]));
  return z.core.clone(schema, { ...def, catchall: def.catchall ?? z.never(), shape });
}
