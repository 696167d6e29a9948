import { runAsProcess } from '../http/process.ts';
import { createAutotaskSimulator } from './autotask-simulator.ts';
import { readOptions } from './main-config.ts';

const simulator = createAutotaskSimulator(readOptions(process.argv.slice(2), process.env));
await runAsProcess(simulator, () => {
  const { userName, integrationCode } = simulator.credentials;
  const addresses = { baseUrl: simulator.baseUrl(), zoneUrl: simulator.zoneUrl(), controlUrl: simulator.controlUrl() };
  return { simulator: 'autotask', ...addresses, userName, integrationCode };
});
