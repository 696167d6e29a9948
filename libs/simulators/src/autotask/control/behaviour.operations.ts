import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import { faultOperations } from '../../http/fault.operations.ts';
import { setSwitchesOperation } from '../../http/switches.ts';
import type { Simulation } from '../simulation.ts';
import { switchesSchema } from '../switches.ts';

/** How the vendor behaves. */
export function behaviourOperations(simulation: Simulation) {
  const { tenant, usage, moveZone } = simulation;
  return {
    ...faultOperations(simulation),
    setSwitches: setSwitchesOperation(switchesSchema, tenant),
    setUsage: operation(
      "Others' calls: `external` as a level that stays, `burst` as calls made now that leave with the window.",
      z.strictObject({ external: z.int().min(0).optional(), burst: z.int().min(0).optional() }),
      ({ external, burst }) => {
        if (external !== undefined) usage.setExternal(external);
        if (burst) usage.count(burst);
      },
    ),
    moveZone: operation('Moves the tenant to another zone; answers its URL.', z.strictObject({}), () => moveZone()),
  };
}
