export { createAutotaskSimulator, type AutotaskControl, type AutotaskSimulator } from './autotask/autotask-simulator.ts';
export type { SeedInput as AutotaskSeed } from './autotask/seed/seed-options.ts';
export { DEMO_CREDENTIALS, type AutotaskSimulatorOptions } from './autotask/simulator-options.ts';
export type { Switches as AutotaskSwitches } from './autotask/switches.ts';
export type { FaultAction, FaultInput } from './http/fault-table.ts';
export {
  createConnectWiseSimulator,
  type ConnectWiseControl,
  type ConnectWiseSimulator,
} from './connectwise/connectwise-simulator.ts';
export type { SeedInput as ConnectWiseSeed } from './connectwise/seed/seed-options.ts';
export {
  DEMO_CREDENTIALS as CONNECTWISE_DEMO_CREDENTIALS,
  type ConnectWiseSimulatorOptions,
} from './connectwise/simulator-options.ts';
export type { Switches as ConnectWiseSwitches } from './connectwise/switches.ts';
export { createHaloSimulator, type HaloControl, type HaloSimulator } from './halopsa/halopsa-simulator.ts';
export type { SeedInput as HaloSeed } from './halopsa/seed/seed-options.ts';
export { DEMO_CREDENTIALS as HALO_DEMO_CREDENTIALS, type HaloSimulatorOptions } from './halopsa/simulator-options.ts';
export type { Switches as HaloSwitches } from './halopsa/switches.ts';
export { createXeroSimulator, type XeroControl, type XeroSimulator } from './xero/xero-simulator.ts';
export type { SeedInput as XeroSeed } from './xero/seed/seed-options.ts';
export { DEMO_CREDENTIALS as XERO_DEMO_CREDENTIALS, type XeroSimulatorOptions } from './xero/simulator-options.ts';
export type { Switches as XeroSwitches } from './xero/switches.ts';
export { describeSwitches, type DescribedSwitch } from './vendor-switches.ts';
export { createRandom } from './seeding/random.ts';
