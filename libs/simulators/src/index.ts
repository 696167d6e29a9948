export {
  createAutotaskSimulator,
  DEMO_CREDENTIALS,
  type AutotaskControl,
  type AutotaskSimulator,
  type AutotaskSimulatorOptions,
} from './autotask/autotask-simulator.ts';
export type { SeedInput as AutotaskSeed } from './autotask/seed/seed-options.ts';
export type { Switches as AutotaskSwitches } from './autotask/switches.ts';
export type { FaultAction, FaultInput } from './http/fault-table.ts';
