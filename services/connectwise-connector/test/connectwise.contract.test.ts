import { createHash, createHmac } from 'node:crypto';
import { connectorContract, hurried, simulatorFault } from '@psa-bridge/connector-kit/contract-suite';
import { holdableClock } from '@psa-bridge/testing';
import { quotesBeforeConnectWise } from './quotes-to-check.ts';
import { simulateConnectWise } from './simulated-connectwise.ts';

const REFUSAL = {
  status: 400,
  body: JSON.stringify({
    ...{ code: 'InvalidObject', message: 'company object is invalid' },
    errors: [{ code: 'MissingRequiredField', message: 'The name field is required.', resource: 'company', field: 'name' }],
  }),
};

connectorContract('ConnectWise PSA', async () => {
  const clock = holdableClock();
  const { simulator, definition, http, credentials, close } = await simulateConnectWise({ clock });
  const { control } = simulator;
  const rows = () => control.list({ entity: 'Company', limit: 10_000 });
  const always = new Set(rows().map(({ id }) => id));
  return {
    definition: hurried(definition),
    http,
    credentials,
    company: { address: { street: '1 Demo Street' } },
    close,
    quotes: quotesBeforeConnectWise(simulator),
    simulator: {
      companyNames: () => rows().flatMap(({ id, name }) => (always.has(id) ? [] : [typeof name === 'string' ? name : ''])),
      seedCompanies: (names) =>
        clock.held(() => names.map((name) => Number(control.create({ entity: 'Company', values: { name } })['id']).toFixed())),
      rename: (id, name) => void control.patch({ entity: 'Company', id: Number(id), values: { name } }),
      fail: ({ on, times, act }) =>
        void control.addFault({
          match: { entity: 'Company', operation: on === 'create' ? 'create' : 'query' },
          action: simulatorFault(act, REFUSAL),
          times,
        }),
      acceptCredentials: (isAccepted) =>
        control.setCredentials({ privateKey: isAccepted ? (credentials['privateKey'] ?? '') : 'changed' }),
      calls: () =>
        Object.values(control.counters({}).calls)
          .flatMap(Object.values<number>)
          .reduce((sum, count) => sum + count, 0),
      writes: () =>
        Object.values(control.counters({}).writes)
          .flatMap(Object.values<number>)
          .reduce((sum, count) => sum + count, 0),
      pageSize: 1_000,
      delivery({ externalId, isForged }) {
        const { key, keyUrl } = control.callbackKey({});
        const rawBody = Buffer.from(
          JSON.stringify({
            ...{
              Action: 'updated',
              ID: Number(externalId),
              Type: 'company',
              CallbackObjectRecId: 1,
              Entity: '{"name":"Hinted"}',
            },
            Metadata: { key_url: keyUrl },
          }),
        );
        const signingKey = createHash('sha256')
          .update(isForged ? 'not the key' : key)
          .digest();
        const signature = createHmac('sha256', signingKey).update(rawBody).digest('base64');
        return { rawBody, headers: { 'x-content-signature': signature }, channel: 'company' };
      },
    },
  };
});
