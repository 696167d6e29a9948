import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import { callOperations } from '../../http/observation.operations.ts';
import type { Simulation } from '../simulation.ts';

/** What the simulator has seen. */
export function observationOperations({ tenant, usage, gauge, counter, log, lateCommits, authentication }: Simulation) {
  return {
    state: operation('Switches, security, usage and what waits.', z.strictObject({}), () => ({
      switches: tenant.switches,
      isLocked: authentication.isLocked(),
      usage: { current: usage.current(), external: usage.external(), threshold: usage.threshold },
      lateCommits: lateCommits.waiting(),
    })),
    ...callOperations({ gauge, counter, log }),
  };
}
