import { runAsProcess } from '../http/process.ts';
import { createHaloSimulator } from './halopsa-simulator.ts';
import { readOptions } from './main-config.ts';

const simulator = createHaloSimulator(readOptions(process.argv.slice(2), process.env));
await runAsProcess(simulator, () => {
  const { tenant, clientId } = simulator.credentials;
  return { simulator: 'halopsa', hostUrl: simulator.hostUrl(), controlUrl: simulator.controlUrl(), tenant, clientId };
});
