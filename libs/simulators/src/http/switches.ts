import { z } from 'zod';
import { operation } from './control-api.ts';

type Defaulted = Readonly<Record<string, z.ZodDefault>>;

/** Sets some of a vendor's switches; the schema's defaults stay out of it, so what is not given stays. */
export function setSwitchesOperation<Shape extends Defaulted>(
  schema: z.ZodObject<Shape>,
  tenant: { switches: z.output<z.ZodObject<Shape>> },
) {
  const patch = z.strictObject(
    Object.fromEntries(Object.entries(schema.shape).map(([name, one]) => [name, one.unwrap()])) as {
      [Name in keyof Shape]: ReturnType<Shape[Name]['unwrap']>;
    },
  );
  return operation('Changes switches; answers all of them.', patch.partial(), (input) => {
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    tenant.switches = { ...tenant.switches, ...given };
    return tenant.switches;
  });
}
