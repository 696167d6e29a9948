import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connectAutotask, type ConnectedAutotask, type ConnectionOptions } from './connected-autotask.ts';
import { openWebhookDoor, type WebhookDoor } from '@psa-bridge/connector-kit/contract-suite';

let door: WebhookDoor;
let autotask: ConnectedAutotask | undefined;

beforeEach(async () => {
  door = await openWebhookDoor();
});
afterEach(async () => {
  await autotask?.close();
  autotask = undefined;
  await door.close();
});

async function connect(options: ConnectionOptions = {}): Promise<ConnectedAutotask> {
  const connected = await connectAutotask({ ...options, publicUrl: door.url, timeScale: 1_000 });
  autotask = connected;
  door.lead((delivery) => connected.harness.call('POST', '/{channel}', delivery));
  await connected.sync('full');
  return connected;
}

interface Shown {
  items: { name: string; url: string; status: string; entityType: string }[];
}

function page({ harness, integration }: ConnectedAutotask, method: string, path = '/{id}/webhooks'): Promise<unknown> {
  return harness.call(method, path, { params: { id: integration._id } });
}

describe('webhooks', () => {
  it('SY-20, AT-104: tell of changed and new companies and contacts at once, without a sync', async () => {
    const connected = await connect();
    const { control } = connected.simulator;
    await page(connected, 'POST');
    const company = control.list({ entity: 'Companies', afterId: 0, limit: 1 })[0];
    const contact = control.list({ entity: 'Contacts', limit: 1 })[0];

    control.patch({ entity: 'Companies', id: company?.id ?? 0, values: { phone: '555-0177' } });
    control.patch({ entity: 'Contacts', id: contact?.id ?? 0, values: { title: 'Promoted' } });
    const made = control.create({ entity: 'Companies', values: { ...company?.values, companyName: 'Told at once' } });

    expect((await connected.recordOf('company', made.id)).data.name).toBe('Told at once');
    await connected.harness.until(async () => {
      expect((await connected.recordOf('company', company?.id ?? 0)).data.telephone).toBe('555-0177');
      expect((await connected.recordOf('contact', contact?.id ?? 0)).data.jobTitle).toBe('Promoted');
    });
  });

  it.each([
    ['active', 0],
    ['not_ready', 60_000_000],
  ])(
    'AT-100, AT-101: are shown with name, address and state (%s), and installing twice leaves one set',
    async (state, webhookReadyAfterMs) => {
      const connected = await connect({ switches: { webhookReadyAfterMs } });
      await page(connected, 'POST');

      const { items } = (await page(connected, 'POST')) as Shown;

      expect(items.map(({ entityType, status }) => [entityType, status])).toEqual([
        ['company', state],
        ['contact', state],
      ]);
      expect(items.every(({ name, url }) => name.startsWith('PSA Bridge') && url.startsWith('http'))).toBe(true);
      expect(JSON.stringify(items)).not.toContain(connected.integration.webhooks.token);
      expect(connected.simulator.control.count({ entity: 'CompanyWebhooks' })).toBe(1);
    },
  );

  it('AT-102: are all removed at once', async () => {
    const connected = await connect();
    await page(connected, 'POST');

    await page(connected, 'DELETE');

    expect(((await page(connected, 'GET')) as Shown).items).toEqual([]);
    const { control } = connected.simulator;
    expect([control.count({ entity: 'CompanyWebhooks' }), control.count({ entity: 'ContactWebhooks' })]).toEqual([0, 0]);
  });

  it('AT-103: have a report of what arrived and what was lost on the way', async () => {
    const connected = await connect();
    const { control } = connected.simulator;
    await page(connected, 'POST');
    const id = control.list({ entity: 'Companies', afterId: 0, limit: 1 })[0]?.id ?? 0;
    const changes = ['555-0171', '555-0172', '555-0173'];

    for (const [index, phone] of changes.entries()) {
      if (index === 1) control.setWebhookDelivery({ dropNext: 1 });
      control.patch({ entity: 'Companies', id, values: { phone } });
      await control.awaitWebhooks({});
    }

    await connected.harness.until(async () => {
      const report = (await page(connected, 'GET', '/webhooks/report')) as { received: { entityType: string }[] };
      expect(report.received.filter(({ entityType }) => entityType === 'company')).toMatchObject([{ received: 2, gaps: [{}] }]);
    });
  });

  it('AT-103: have a report of deliveries that Autotask gave up', async () => {
    const connected = await connect({ webhooks: { checkEveryMs: 250, redeliveryMs: 50, reportEveryMs: 250 } });
    const { control } = connected.simulator;
    await page(connected, 'POST');
    door.lead(() => Promise.reject(new Error('The door is shut.')));
    const id = control.list({ entity: 'Companies', afterId: 0, limit: 1 })[0]?.id ?? 0;

    control.patch({ entity: 'Companies', id, values: { phone: '555-0174' } });
    await control.awaitWebhooks({});

    await connected.harness.until(async () => {
      const report = (await page(connected, 'GET', '/webhooks/report')) as { failures: { message: string }[] };
      expect(report.failures).toHaveLength(1);
    });
  });
});
