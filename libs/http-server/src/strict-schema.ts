import { z } from 'zod';

type Schema = z.core.$ZodType;
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

/** `known` ends the recursion of schemas that contain themselves. */
function strict(schema: Schema, known: Map<Schema, Schema>): Schema {
  const done = known.get(schema);
  if (done) return done;
  const made = remake(schema, known);
  known.set(schema, made);
  return made;
}

function remake(schema: Schema, known: Map<Schema, Schema>): Schema {
  const definition = schema._zod.def as unknown as Definition;
  if (definition.type === 'object') return strictObject(schema as z.core.$ZodObject, known);
  if (definition.type === 'lazy') return z.lazy(() => strict((schema as z.core.$ZodLazy)._zod.innerType, known));
  const inner = INNER[definition.type];
  if (!inner) return schema;
  const changed = inner.flatMap((member) => (definition[member] ? [[member, strictMember(definition[member], known)]] : []));
  return z.core.clone(schema, { ...definition, ...Object.fromEntries(changed) } as never);
}

function strictMember(member: unknown, known: Map<Schema, Schema>): unknown {
  return Array.isArray(member) ? member.map((one: Schema) => strict(one, known)) : strict(member as Schema, known);
}

/** The shape is read when it is needed, as zod does, so that it may refer to the schema itself. */
function strictObject(schema: z.core.$ZodObject, known: Map<Schema, Schema>): Schema {
  const { def } = schema._zod;
  return z.core.clone(schema, {
    ...def,
    catchall: def.catchall ?? z.never(),
    get shape() {
      return Object.fromEntries(Object.entries(def.shape).map(([name, member]) => [name, strict(member, known)]));
    },
  });
}
