import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import { faultSchema } from '../../http/fault-table.ts';
import type { Simulation } from '../simulation.ts';
import { switchesSchema, type Switches } from '../switches.ts';

/** Switches without their defaults: only what is given changes. */
const switchesPatch = z.strictObject(
  Object.fromEntries(Object.entries(switchesSchema.shape).map(([name, schema]) => [name, schema.unwrap().optional()])) as {
    [Name in keyof typeof switchesSchema.shape]: z.ZodOptional<ReturnType<(typeof switchesSchema.shape)[Name]['unwrap']>>;
  },
);

/** How the vendor behaves. */
export function behaviourOperations({ tenant, faults, usage, latency, lateCommits, moveZone }: Simulation) {
  return {
    addFault: operation('Arms a fault; answers its id.', faultSchema, (input) => faults.add(input)),
    removeFault: operation('Disarms one fault.', z.strictObject({ id: z.int() }), ({ id }) => faults.remove(id)),
    clearFaults: operation('Disarms all faults and forgets late commits.', z.strictObject({}), () => {
      faults.clear();
      lateCommits.clear();
    }),
    listFaults: operation('The armed faults, with how often they matched and struck.', z.strictObject({}), () => faults.list()),
    setSwitches: operation('Changes switches; answers all of them.', switchesPatch, (input): Switches => {
      const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
      tenant.switches = { ...tenant.switches, ...given };
      return tenant.switches;
    }),
    setUsage: operation(
      "Others' calls: `external` as a level that stays, `burst` as calls made now that leave with the window.",
      z.strictObject({ external: z.int().min(0).optional(), burst: z.int().min(0).optional() }),
      ({ external, burst }) => {
        if (external !== undefined) usage.setExternal(external);
        if (burst) usage.count(burst);
      },
    ),
    setLatency: operation(
      'How long calls take.',
      z.strictObject({ callMs: z.number().min(0).optional(), fullPageMs: z.number().min(0).optional() }),
      ({ callMs, fullPageMs }) => {
        latency.callMs = callMs ?? latency.callMs;
        latency.fullPageMs = fullPageMs ?? latency.fullPageMs;
      },
    ),
    moveZone: operation('Moves the tenant to another zone; answers its URL.', z.strictObject({}), () => moveZone()),
  };
}
