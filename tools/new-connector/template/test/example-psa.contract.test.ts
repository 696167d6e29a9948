import { connectorContract, hurried } from '@psa-bridge/connector-kit/contract-suite';
import { systemClock } from '@psa-bridge/core';
import { createHttpClient } from '@psa-bridge/http-client';
import { createMetrics } from '@psa-bridge/observability';
import { captureLogger } from '@psa-bridge/testing';
import { PAGE_ROWS } from '../src/client/example-psa.client.ts';
import { examplePsaConnector } from '../src/provider.ts';
import { simulateExamplePsa } from './simulated-example-psa.ts';

const MINUTE_MS = 60_000;
const TOKEN = 'demo-token';

connectorContract('Example PSA', async () => {
  const psa = await simulateExamplePsa(TOKEN);
  const http = createHttpClient({
    ...{ name: 'example-psa', clock: systemClock, logger: captureLogger().logger },
    metrics: createMetrics({ processMetrics: false }),
    guard: { allowPrivate: ['127.0.0.1'] },
  });
  return {
    definition: hurried(examplePsaConnector({ allowanceMs: MINUTE_MS, quarantineMs: 300, deltaEveryMs: 0 })),
    http,
    credentials: { address: psa.address, token: TOKEN },
    simulator: {
      companyNames: () => psa.rows().map(({ name }) => name),
      seedCompanies(names) {
        const changedAt = systemClock.now();
        return names.map((name) => String(psa.put({ name, changedAt }).id));
      },
      rename: (id, name) => void psa.put({ id: Number(id), name }),
      fail: psa.fail,
      acceptCredentials: (isAccepted) => psa.acceptToken(isAccepted ? TOKEN : 'changed'),
      calls: psa.calls,
      pageSize: PAGE_ROWS,
    },
    async close() {
      await http.close();
      await psa.close();
    },
  };
});
