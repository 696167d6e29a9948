import { createAutotaskSimulator } from './autotask-simulator.ts';
import { readOptions } from './main-config.ts';

const simulator = createAutotaskSimulator(readOptions(process.argv.slice(2), process.env));
await simulator.start();

const { userName, integrationCode } = simulator.credentials;
const addresses = { baseUrl: simulator.baseUrl(), zoneUrl: simulator.zoneUrl(), controlUrl: simulator.controlUrl() };
process.stdout.write(`${JSON.stringify({ simulator: 'autotask', ...addresses, userName, integrationCode })}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void simulator.stop());
}
