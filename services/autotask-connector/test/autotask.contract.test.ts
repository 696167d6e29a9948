import { createHmac } from 'node:crypto';
import { connectorContract, hurried, simulatorFault } from '@psa-bridge/connector-kit/contract-suite';
import { holdableClock } from '@psa-bridge/testing';
import { quotesBeforeAutotask } from './quotes-to-check.ts';
import { simulateAutotask } from './simulated-autotask.ts';

const COMPANY_FIELDS = { companyType: 1, phone: '555-0100', ownerResourceID: 1, isActive: true };

const REFUSAL = { status: 500, body: '{"errors":["Value does not exist for the required field companyName"]}' };

connectorContract('Autotask', async () => {
  const clock = holdableClock();
  const { simulator, definition, http, close } = await simulateAutotask({ clock });
  const { control, credentials } = simulator;
  const rows = () => control.list({ entity: 'Companies', limit: 10_000 });
  const always = new Set(rows().map(({ id }) => id));
  return {
    definition: hurried(definition),
    http,
    credentials: { ...credentials },
    company: { telephone: COMPANY_FIELDS.phone },
    quotes: quotesBeforeAutotask(simulator),
    close,
    simulator: {
      companyNames: () => rows().flatMap(({ id, values }) => (always.has(id) ? [] : [String(values['companyName'])])),
      seedCompanies: (names) =>
        clock.held(() =>
          names.map((companyName) =>
            String(control.create({ entity: 'Companies', values: { ...COMPANY_FIELDS, companyName } }).id),
          ),
        ),
      rename: (id, companyName) => void control.patch({ entity: 'Companies', id: Number(id), values: { companyName } }),
      fail: ({ on, times, act }) =>
        void control.addFault({
          match: { entity: 'Companies', operation: on === 'create' ? 'create' : 'query' },
          action: simulatorFault(act, REFUSAL),
          times,
        }),
      acceptCredentials: (isAccepted) => control.setCredentials({ secret: isAccepted ? credentials.secret : 'changed' }),
      calls: () =>
        Object.values(control.counters({}).calls)
          .flatMap(Object.values<number>)
          .reduce((sum, count) => sum + count, 0),
      writes: () =>
        Object.values(control.counters({}).writes)
          .flatMap(Object.values<number>)
          .reduce((sum, count) => sum + count, 0),
      pageSize: 500,
      invoices: {
        post: () => String(control.postInvoice({ companyID: 0, lines: [{ rate: 50 }] })),
        numberOf: (id) =>
          control.list({ entity: 'Invoices', limit: 10_000 }).find((row) => row.id === Number(id))?.values['invoiceNumber'],
      },
      delivery({ externalId, secret, isForged }) {
        const rawBody = Buffer.from(
          JSON.stringify({
            ...{ Action: 'Update', Guid: '00000000-0000-4000-8000-000000000001', EntityType: 'Account', Id: Number(externalId) },
            ...{ Fields: { companyName: 'Hinted' }, EventTime: clock.now().toISOString(), SequenceNumber: 1, PersonID: 1 },
          }),
        );
        const signature = createHmac('sha1', isForged ? 'not the secret' : secret)
          .update(rawBody)
          .digest('base64');
        return { rawBody, headers: { 'x-hook-signature': `sha1=${signature}` }, channel: 'company' };
      },
    },
  };
});
