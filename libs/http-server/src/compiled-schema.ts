import { z } from 'zod';

/**
 * A compiled schema checks several times as fast. It is compiled when it is first used: a process is asked for few of its routes
 * soon after its start, and compiling them all would be the longest part of that start.
 */
export function compiledOnUse<Schema extends z.ZodType>(schemaOf: () => Schema): () => Schema {
  let compiled: Schema | undefined;
  return () => (compiled ??= z.compile(schemaOf()));
}
