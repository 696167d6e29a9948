import { describe, expect, it } from '@jest/globals';
import { createManualClock, Secret } from '@psa-bridge/core';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { captureLogger } from '@psa-bridge/testing';
import { openMail } from '@psa-bridge/mail';
import { invoice, options } from '../../test/invoices.ts';
import { openCollections } from '../collections.ts';
import type { XeroConnection } from '../domain/connection.ts';
import { found } from '../domain/life/sync-item.ts';
import { makeSendAlert } from './send-alert.ts';

const TENANT = 'tenant-a';
const INTEGRATION = 'autotask-1';
const PROBLEM = { code: 'NUMBER_TAKEN', message: 'Taken', cure: 'Change it' };

/** Two organisations that take the invoices of one PSA, and one invoice at fault; answers the subjects of the mails about it. */
async function alerted(whose: { connectionId?: string }): Promise<readonly string[]> {
  const clock = createManualClock();
  const collections = openCollections(createMemoryStore({ clock }));
  const at = clock.now();
  const of = { tenantId: TENANT, integrationId: INTEGRATION };
  const item = { ...found(at), state: 'fault', problem: PROBLEM } as const;
  const known = { source: invoice(), revision: 1, firstSeenAt: at, faultedAt: at, item, log: [] };
  await collections.invoices.forTenant(TENANT).insert({ ...of, _id: 'invoice-1', ...known, ...whose });
  const { mailer } = openMail({
    url: new Secret('outbox:'),
    from: 'bridge@demo.example',
    shelves: collections.mailOutbox,
    clock,
    cure: '',
  });
  const send = makeSendAlert({
    ...collections,
    mailer,
    publicUrl: 'https://demo.example',
    clock,
    logger: captureLogger().logger,
  });
  for (const name of ['North', 'South']) {
    const connection: XeroConnection = {
      ...{ ...of, _id: name, version: 1, organisation: { id: name, name }, state: 'connected', consentId: name, takes: [name] },
      connectedAt: at,
    };
    const settings = { options: options(), alertsTo: [`${name}@demo.example`] };
    await collections.engines.forTenant(TENANT).insert({ _id: name, tenantId: TENANT, isActive: true, revision: 1, settings });
    await send(connection);
  }
  return (await collections.mailOutbox.forTenant(TENANT).find({})).map(({ to, subject }) => `${to}: ${subject}`);
}

describe('a mail about faults (XI-03)', () => {
  it('is of the organisation that the invoice goes to, and of no other of the same PSA', async () => {
    expect(await alerted({ connectionId: 'South' })).toEqual([
      'South@demo.example: 1 invoice could not be taken to South in Xero',
    ]);
  });

  it('is of each of them where none takes the invoice', async () => {
    expect(await alerted({})).toHaveLength(2);
  });
});
