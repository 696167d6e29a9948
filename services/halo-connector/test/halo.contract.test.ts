import { connectorContract, hurried, simulatorFault } from '@psa-bridge/connector-kit/contract-suite';
import { holdableClock } from '@psa-bridge/testing';
import { quotesBeforeHalo } from './quotes-to-check.ts';
import { simulateHalo } from './simulated-halo.ts';

const REFUSAL = { status: 400, body: '"Please populate name"' };

connectorContract('HaloPSA', async () => {
  const clock = holdableClock();
  const { simulator, definition, http, credentials, close } = await simulateHalo({ clock });
  const { control } = simulator;
  const rows = () => control.list({ entity: 'Client', limit: 10_000 });
  const always = new Set(rows().map(({ id }) => id));
  return {
    definition: hurried(definition),
    http,
    credentials,
    close,
    quotes: quotesBeforeHalo(simulator),
    simulator: {
      companyNames: () => rows().flatMap(({ id, name }) => (always.has(id) ? [] : [typeof name === 'string' ? name : ''])),
      seedCompanies: (names) =>
        clock.held(() => names.map((name) => Number(control.create({ entity: 'Client', values: { name } })['id']).toFixed())),
      rename: (id, name) => void control.patch({ entity: 'Client', id: Number(id), values: { name } }),
      fail: ({ on, times, act }) =>
        void control.addFault({
          match: { entity: 'Client', operation: on === 'create' ? 'create' : 'query' },
          action: simulatorFault(act, REFUSAL),
          times,
        }),
      acceptCredentials(isAccepted) {
        control.setCredentials({ clientSecret: isAccepted ? (credentials['clientSecret'] ?? '') : 'changed' });
        // The secret is asked for with the next token only.
        if (!isAccepted) control.revokeTokens({});
      },
      calls: () =>
        Object.values(control.counters({}).calls)
          .flatMap(Object.values<number>)
          .reduce((sum, count) => sum + count, 0),
      writes: () =>
        Object.values(control.counters({}).writes)
          .flatMap(Object.values<number>)
          .reduce((sum, count) => sum + count, 0),
      pageSize: 100,
      delivery({ externalId, secret, isForged }) {
        const rawBody = Buffer.from(
          JSON.stringify({ object_id: Number(externalId), event: 'Client Updated', client: { name: 'Hinted' } }),
        );
        const user = Buffer.from(`psa-bridge:${isForged ? 'guessed' : secret}`).toString('base64');
        return { rawBody, headers: { authorization: `Basic ${user}` }, channel: 'company' };
      },
    },
  };
});
