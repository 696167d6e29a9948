export { createAutotaskSimulator, type AutotaskControl, type AutotaskSimulator } from './autotask/autotask-simulator.ts';
export type { SeedInput as AutotaskSeed } from './autotask/seed/seed-options.ts';
export { DEMO_CREDENTIALS, type AutotaskSimulatorOptions } from './autotask/simulator-options.ts';
export type { Switches as AutotaskSwitches } from './autotask/switches.ts';
export type { FaultAction, FaultInput } from './http/fault-table.ts';
export {
  createConnectwiseSimulator,
  type ConnectwiseControl,
  type ConnectwiseSimulator,
} from './connectwise/connectwise-simulator.ts';
export type { SeedInput as ConnectwiseSeed } from './connectwise/seed/seed-options.ts';
export {
  DEMO_CREDENTIALS as CONNECTWISE_DEMO_CREDENTIALS,
  type ConnectwiseSimulatorOptions,
} from './connectwise/simulator-options.ts';
export type { Switches as ConnectwiseSwitches } from './connectwise/switches.ts';
