import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import { faultOperations } from '../../http/fault.operations.ts';
import { setSwitchesOperation } from '../../http/switches.ts';
import type { Simulation } from '../simulation.ts';
import { switchesSchema } from '../switches.ts';

/** How the vendor behaves. */
export function behaviourOperations(simulation: Simulation) {
  const { tenant, allowance, lateCommits } = simulation;
  return {
    ...faultOperations(simulation),
    setSwitches: setSwitchesOperation(switchesSchema, tenant),
    spendAllowance: operation("Others' calls in this minute.", z.strictObject({ calls: z.int().min(1) }), ({ calls }) =>
      allowance.spend(calls),
    ),
    state: operation('Switches, rights, the allowance and what waits.', z.strictObject({}), () => ({
      switches: tenant.switches,
      denied: tenant.denied,
      codebase: tenant.codebase,
      callsLeft: Math.floor(allowance.left()),
      lateCommits: lateCommits.waiting(),
    })),
  };
}
