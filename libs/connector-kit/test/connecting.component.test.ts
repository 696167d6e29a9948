import { afterEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { createConnectorHarness, type ConnectorHarness } from '../src/contract-suite/connector-harness.ts';
import { CREDENTIALS, paperConnector } from './paper-connector.ts';
import { createPaperPsa, type PaperFault } from './paper-psa.ts';

const running: ConnectorHarness[] = [];

afterEach(async () => {
  for (const harness of running.splice(0)) await harness.stop();
});

/** What a person reads who connects a PSA that answers the connection test so. */
async function connectedWhile(act?: PaperFault['act'], token = CREDENTIALS.token) {
  const clock = createManualClock();
  const psa = createPaperPsa({ clock });
  const harness = createConnectorHarness({ definition: paperConnector(), http: psa.http, clock });
  running.push(harness);
  await harness.start();
  if (act) psa.fail({ on: ({ path }) => path === '/me', times: 1, act });
  return harness.answer('POST', '/paper', { body: { name: 'New', credentials: { ...CREDENTIALS, token } } });
}

describe('a new integration', () => {
  it('is connected when its credentials work', async () => {
    const { status, body } = await connectedWhile();

    expect([status, body]).toEqual([201, expect.objectContaining({ state: 'connected' })]);
    expect(body).not.toHaveProperty('failure');
  });

  it('says that its credentials are refused', async () => {
    const { body } = await connectedWhile(undefined, 'wrong');

    expect(body).toMatchObject({ state: 'auth_failed', failure: { message: 'Paper does not know these credentials' } });
  });

  it('says why its credentials could not be tested, where they were not refused, and what to do', async () => {
    const { status, body } = await connectedWhile({ status: 503 });

    expect(status).toBe(201);
    expect(body).toMatchObject({
      state: 'connecting',
      failure: {
        code: 'psa_unavailable',
        message: 'The PSA is not available.',
        remedy: 'The PSA did not answer. Retry when it is reachable again.',
      },
    });
  });
});
