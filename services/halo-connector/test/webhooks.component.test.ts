import { withContext } from '@psa-bridge/observability';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openWebhookDoor, type WebhookDoor } from '@psa-bridge/connector-kit/contract-suite';
import { connectedForOneTest, type ConnectedHalo, type ConnectionOptions } from './connected-halo.ts';
import { callsTo, rowsThere } from './there.ts';

const connect = connectedForOneTest();
let door: WebhookDoor;
beforeEach(async () => void (door = await openWebhookDoor()));
afterEach(() => door.close());

interface Shown {
  entityType: string;
  status: string;
  differences?: readonly string[];
}

const EVENTS = { companyEvents: [901, 902], contactEvents: [903, 904] };

interface Installed extends ConnectedHalo {
  install(): Promise<readonly Shown[]>;
}

async function installed({ settings = EVENTS, ...options }: ConnectionOptions = {}): Promise<Installed> {
  const connected = await connect({ publicUrl: door.url, settings, ...options });
  const { harness, integration } = connected;
  door.lead((delivery) => harness.call('POST', '/{channel}', delivery));
  const install = async () => {
    const answer = await harness.call('POST', '/{id}/webhooks', { params: { id: integration._id } });
    return (answer as { items: readonly Shown[] }).items;
  };
  await install();
  return { ...connected, install };
}

describe('webhooks of HaloPSA', () => {
  it('HP-16: are registered for companies and contacts with credentials, each once however often it is asked for', async () => {
    const connected = await installed();

    const shown = await connected.install();

    expect(shown).toMatchObject([
      { entityType: 'company', status: 'active' },
      { entityType: 'contact', status: 'active' },
    ]);
    expect(shown.flatMap(({ differences = [] }) => differences)).toEqual([]);
    expect(rowsThere(connected, 'Webhook')).toHaveLength(2);
    expect(rowsThere(connected, 'Notification')).toHaveLength(4);
  });

  it('HP-16, SY-21: a company and a contact that change there change here, by reading them again', async () => {
    const connected = await installed();
    const { simulator } = connected;
    await connected.sync('full');
    const [company] = rowsThere(connected, 'Client');
    const [person] = rowsThere(connected, 'Users', { isgeneraluser: false });

    simulator.control.patch({ entity: 'Client', id: Number(company?.['id']), values: { name: 'Renamed there' } });
    simulator.control.patch({ entity: 'Users', id: Number(person?.['id']), values: { title: 'Promoted' } });

    await connected.harness.until(async () => {
      expect((await connected.recordOf('company', Number(company?.['id']))).data.name).toBe('Renamed there');
      expect((await connected.recordOf('contact', Number(person?.['id']))).data.jobTitle).toBe('Promoted');
    }, 20_000);
  });

  it.each<[string, { batchOf?: number; switches?: ConnectionOptions['switches'] }]>([
    ['in a batch', { batchOf: 2 }],
    ['with the event alone', { switches: { webhookPayload: 'eventOnly' } }],
    ['with names for ids', { switches: { fieldDisplayValues: true, objectWrapper: 'object', webhookPayload: 'full' } }],
    ['with the id under another name', { switches: { objectIdMember: 'entity_id' } }],
  ])('HP-16: are understood %s', async (_how, { batchOf, switches = {} }) => {
    const connected = await installed({ switches });
    const { control } = connected.simulator;
    await connected.sync('full');
    const id = Number(rowsThere(connected, 'Client')[0]?.['id']);
    if (batchOf !== undefined) control.patch({ entity: 'Webhook', id: 1, values: { batch_method: 2, batch_limit: batchOf } });

    control.patch({ entity: 'Client', id, values: { name: 'First' } });
    control.patch({ entity: 'Client', id, values: { name: 'Second' } });

    await connected.harness.until(async () => {
      expect((await connected.recordOf('company', id)).data.name).toBe('Second');
    }, 20_000);
  });

  it('HP-16: say which events to choose where HaloPSA was not told any', async () => {
    const connected = await installed({ settings: {} });

    const [company] = await connected.install();

    expect(company?.differences?.[0]).toContain('add the events of new and updated clients to it');
  });

  it.each(['both', 'disabled', 'inactive'] as const)(
    'HP-16: one that HaloPSA switched off after failures is switched on again, and what it did not tell is read (told by %s)',
    async (autoDisableShows) => {
      const connected = await installed({
        switches: { autoDisableShows },
        webhooks: { checkEveryMs: 300, redeliveryMs: 50, reportEveryMs: 60_000 },
      });
      const { control } = connected.simulator;
      await connected.sync('full');
      const [client, other] = rowsThere(connected, 'Client').map(({ id }) => Number(id));
      control.patch({ entity: 'Webhook', id: 1, values: { auto_disable_attempts: 1 } });
      door.lead(() => Promise.reject(new Error('The door is shut.')));
      control.patch({ entity: 'Client', id: client ?? 0, values: { name: 'Untold' } });
      await control.awaitWebhooks({});
      control.patch({ entity: 'Client', id: other ?? 0, values: { name: 'Silent' } });

      door.lead((delivery) => connected.harness.call('POST', '/{channel}', delivery));

      await connected.harness.until(async () => {
        expect((await connected.recordOf('company', client ?? 0)).data.name).toBe('Untold');
        expect((await connected.recordOf('company', other ?? 0)).data.name).toBe('Silent');
        expect(rowsThere(connected, 'Webhook').map(({ active, disabled }) => [active, disabled])).toEqual([
          [true, false],
          [true, false],
        ]);
      }, 20_000);
    },
  );

  it('HP-16: are taken away with their events when they are uninstalled', async () => {
    const connected = await installed();

    await connected.harness.call('DELETE', '/{id}/webhooks', { params: { id: connected.integration._id } });

    expect([rowsThere(connected, 'Webhook'), rowsThere(connected, 'Notification')]).toEqual([[], []]);
  });
});

describe('a forged delivery', () => {
  /** As by somebody who knows path and credentials. */
  async function forger({ harness, integration: { _id: id, tenantId } }: Installed) {
    const { webhooks } = await harness.connector.integrations.load(tenantId, id);
    const secret = harness.connector.integrations.open(tenantId, `${id}.webhooks.secret`, webhooks.sealedSecret);
    const known = { authorization: `Basic ${Buffer.from(`psa-bridge:${secret}`).toString('base64')}` };
    return (externalId: number, headers: object = known) =>
      harness.call('POST', '/{channel}', {
        params: { integrationId: id, token: webhooks.token, channel: 'company' },
        rawBody: Buffer.from(JSON.stringify({ object_id: externalId, event: 'Client Updated', client: { name: 'Forged' } })),
        headers,
      });
  }

  /** Nothing waits and nothing runs, and as many calls were made. */
  const settledAt = (connected: Installed, calls: Readonly<Record<string, number>>): Promise<void> =>
    connected.harness.until(async () => {
      const { _id: id, tenantId } = connected.integration;
      expect(callsTo(connected)).toEqual(calls);
      expect(await connected.harness.connector.table.backlog(tenantId, id)).toMatchObject({ waiting: 0 });
      expect(await connected.harness.connector.table.running(tenantId, id)).toBe(0);
    }, 20_000);

  it('without the credentials is refused and costs nothing', async () => {
    const connected = await installed();
    const forge = await forger(connected);
    connected.simulator.control.resetCounters({});

    await expect(forge(12, {})).rejects.toMatchObject({ kind: 'unauthenticated' });
    await expect(forge(12, { authorization: 'Basic Z3Vlc3M6Z3Vlc3M=' })).rejects.toMatchObject({ kind: 'unauthenticated' });

    expect(callsTo(connected)).toEqual({});
  });

  it('with everything that can be learnt costs one reading, and nothing of it is believed', async () => {
    const connected = await installed();
    await connected.sync('full');
    const id = Number(rowsThere(connected, 'Client')[0]?.['id']);
    const forge = await forger(connected);
    connected.simulator.control.resetCounters({});

    await forge(id);
    await settledAt(connected, { 'Client get': 1 });
    await forge(999_999);
    await settledAt(connected, { 'Client get': 2 });

    expect((await connected.recordOf('company', id)).data.name).toBe('Demo MSP');
    const { total } = await connected.records.search('company', { from: 0, size: 1 });
    expect(total).toBe(3);
  });

  it('by the hundred is read one by one up to a fifth of the allowance, and beyond that as one look for changes', async () => {
    const connected = await installed({ callsPerWindow: 400 });
    await connected.sync('full');
    const forge = await forger(connected);
    connected.simulator.control.resetCounters({});

    for (let id = 1_000; id < 1_100; id += 1) await forge(id);

    const params = { id: connected.integration._id };
    await connected.harness.until(async () => {
      const report = (await connected.harness.call('GET', '/{id}/webhooks/report', { params })) as { backfills: object[] };
      expect(report.backfills).toContainEqual(expect.objectContaining({ entityType: 'company', reason: 'burst', read: 0 }));
    });
    await settledAt(connected, { 'Client get': 80 });
  });

  it('from an address that is not allowed is refused before anything is looked at', async () => {
    const connected = await installed({ webhookSources: ['192.0.2.0/24'] });
    const forge = await forger(connected);

    await expect(withContext({ address: '198.51.100.7' }, () => forge(12))).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(withContext({ address: '192.0.2.7' }, () => forge(12))).resolves.toBeUndefined();
  });
});
