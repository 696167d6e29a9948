import { z } from 'zod';
import { operation } from './control-api.ts';

/** The control operation that goes back to the start, with as much data as is asked for. */
export function resetOperation<SeedSchema extends z.ZodType>(
  seed: SeedSchema,
  simulation: { reset(seed: z.output<SeedSchema> | undefined): void },
) {
  return operation(
    'The state of the start: data, switches, rights, credentials, faults, counters.',
    z.strictObject({ seed: seed.optional() }),
    (input: { seed?: z.output<SeedSchema> | undefined }) => simulation.reset(input.seed),
  );
}
