import { afterEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { createConnectorHarness, type ConnectorHarness } from '../src/contract-suite/connector-harness.ts';
import { CREDENTIALS, paperConnector } from './paper-connector.ts';
import { createPaperPsa, type PaperFault } from './paper-psa.ts';

const ELSEWHERE = { token: 'elsewhere' };

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

describe('an integration whose first connect nobody has confirmed', () => {
  async function compared() {
    const clock = createManualClock();
    const [one, other] = [createPaperPsa({ clock }), createPaperPsa({ clock, database: 'paper-2' })];
    other.setToken(ELSEWHERE.token);
    for (const psa of [one, other]) psa.put('companies', { name: 'Acme' });
    const http: typeof one.http = {
      request: (sent) => (sent.headers?.['authorization'] === ELSEWHERE.token ? other : one).http.request(sent),
    };
    const harness = createConnectorHarness({ definition: paperConnector(), http, clock });
    running.push(harness);
    await harness.start();
    const made = (await harness.call('POST', '/paper', { body: { name: 'New', credentials: CREDENTIALS } })) as { id: string };
    const params = { id: made.id };
    const compare = async (): Promise<void> => {
      await harness.call('POST', '/{id}/first-connect', { params });
      await harness.until(async () => expect(await preview()).toMatchObject({ state: 'ready' }));
    };
    const preview = () => harness.call('GET', '/{id}/first-connect', { params });
    const confirm = () => harness.call('POST', '/first-connect/confirm', { params, body: { decisions: [] } });
    const enter = (body: object) => harness.call('PUT', '/{id}/credentials', { params, body });
    await compare();
    return { made, compare, preview, confirm, enter };
  }

  it('takes credentials of another PSA database, and forgets what was compared with the former one (architecture rule 9)', async () => {
    const { made, preview, confirm, enter } = await compared();

    const entered = await enter(ELSEWHERE);

    expect(entered).toMatchObject({ integration: { id: made.id, state: 'connected', fingerprint: 'paper-2' } });
    await expect(preview()).rejects.toMatchObject({ code: 'connect_plan_not_found' });
    await expect(confirm()).rejects.toMatchObject({ code: 'connect_plan_not_found' });
  });

  it('stands for the database that it was compared with once it is confirmed', async () => {
    const { compare, confirm, enter } = await compared();
    await enter(ELSEWHERE);
    await compare();

    await confirm();

    await expect(enter({ ...CREDENTIALS })).rejects.toMatchObject({ code: 'psa_fingerprint_mismatch' });
  });
});
