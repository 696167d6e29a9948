import { runAsProcess } from '../http/process.ts';
import { createConnectWiseSimulator } from './connectwise-simulator.ts';
import { readOptions } from './main-config.ts';

const simulator = createConnectWiseSimulator(readOptions(process.argv.slice(2), process.env));
await runAsProcess(simulator, () => {
  const { companyId, publicKey, clientId } = simulator.credentials;
  const addresses = { siteUrl: simulator.siteUrl(), apiUrl: simulator.apiUrl(), controlUrl: simulator.controlUrl() };
  return { simulator: 'connectwise', ...addresses, companyId, publicKey, clientId };
});
