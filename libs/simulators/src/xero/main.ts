import { runAsProcess } from '../http/process.ts';
import { readOptions } from './main-config.ts';
import { createXeroSimulator } from './xero-simulator.ts';

const simulator = createXeroSimulator(readOptions(process.argv.slice(2), process.env));
await runAsProcess(simulator, () => {
  const { clientId, customClientId } = simulator.credentials;
  return {
    simulator: 'xero',
    apiUrl: simulator.apiUrl(),
    authorizeUrl: simulator.authorizeUrl(),
    tokenUrl: simulator.tokenUrl(),
    connectionsUrl: simulator.connectionsUrl(),
    controlUrl: simulator.controlUrl(),
    clientId,
    customClientId,
    tenantIds: simulator.tenantIds(),
  };
});
