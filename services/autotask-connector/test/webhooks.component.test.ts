import { afterEach, describe, expect, it } from '@jest/globals';
import { Outcome } from '@psa-bridge/contracts';
import { TENANT } from '@psa-bridge/connector-kit/contract-suite';
import { BUSY, CALM, watchAutotask, type WatchedAutotask } from './watched-autotask.ts';

const PATIENCE_MS = 20_000;
const ALL = [{ op: 'exist', field: 'id' }];
let watched: WatchedAutotask;

afterEach(() => watched.close());

const rows = (entity: string) => watched.simulator.control.list({ entity, filter: ALL });
const companyIds = () => rows('Companies').flatMap(({ id }) => (id === 0 ? [] : [id]));
const until = <Result>(assertion: () => Promise<Result> | Result) => watched.harness.until(assertion, PATIENCE_MS);
const rename = (id: number, companyName: string) =>
  watched.simulator.control.patch({ entity: 'Companies', id, values: { companyName } });
const callsOf = (entity: string) =>
  Object.values(watched.simulator.control.counters({}).calls[entity] ?? {}).reduce((all, count) => all + count, 0);
const arrived = (expected: ReadonlyMap<number, string>) =>
  until(async () => expect(await watched.names([...expected.keys()])).toEqual([...expected.values()]));

/** A webhook as somebody else would make it. */
const foreign = (more: Record<string, unknown>) => ({
  entity: 'CompanyWebhooks',
  values: {
    ...{ name: 'Another product', webhookUrl: 'http://127.0.0.1:9/other', deactivationUrl: 'http://127.0.0.1:9/other' },
    ...{ secretKey: 'x', isActive: true, sendThresholdExceededNotification: false, isSubscribedToUpdateEvents: true, ...more },
  },
});

describe('installing webhooks', () => {
  it('makes one for companies and one for contacts, shown with name, address and status; pressed twice, also at once, there is one set (AT-100, AT-101, AT-104)', async () => {
    watched = await watchAutotask(CALM);

    await Promise.all([watched.install(), watched.install()]);
    const shown = await watched.list();

    expect(shown.map(({ entityType, status }) => [entityType, status])).toEqual([
      ['company', 'active'],
      ['contact', 'active'],
    ]);
    expect(shown).toMatchObject([
      { name: expect.stringContaining('PSA Bridge'), url: expect.stringContaining('/…/company') },
      { name: expect.stringContaining('PSA Bridge'), url: expect.stringContaining('/…/contact') },
    ]);
    expect([rows('CompanyWebhooks').length, rows('ContactWebhooks').length]).toEqual([1, 1]);
    const fields = rows('CompanyWebhookFields').map(({ values }) => values['fieldID']);
    expect(new Set(fields).size).toBe(fields.length);
  });

  it('removes ours that still have an old address, under whatever name (AT-101)', async () => {
    watched = await watchAutotask(CALM);
    const [first] = await watched.install();
    const { name } = rows('CompanyWebhooks')[0]?.values ?? {};
    const old = `http://127.0.0.1:9/v1/webhooks/autotask/${watched.integration._id}/old-token/company`;
    watched.simulator.control.create(foreign({ name, webhookUrl: 'http://127.0.0.1:9/older' }));
    watched.simulator.control.create(foreign({ name: 'Renamed by a person', webhookUrl: old }));

    await watched.install();

    expect(rows('CompanyWebhooks').map(({ id }) => String(id))).toEqual([first?.id]);
  });

  it('leaves nobody else without a webhook when ours are uninstalled (AT-102)', async () => {
    watched = await watchAutotask(CALM);
    watched.simulator.control.create(foreign({}));
    watched.simulator.control.create(foreign({ name: 'PSA Bridge 00000000 company', webhookUrl: 'http://127.0.0.1:9/twin' }));
    await watched.install();

    await watched.uninstall();

    expect(rows('CompanyWebhooks').map(({ values }) => values['name'])).toEqual([
      'Another product',
      'PSA Bridge 00000000 company',
    ]);
    expect(rows('ContactWebhooks')).toEqual([]);
    expect(await watched.report()).toMatchObject({ isInstalled: false, webhooks: [], received: [] });
  });
});

describe('a webhook that was', () => {
  /** Installed, then broken so that nobody is told, with a change that no webhook tells. */
  async function broken(how: (webhook: number) => void): Promise<ReadonlyMap<number, string>> {
    watched = await watchAutotask({ ...BUSY, checkEveryMs: 1_000 });
    await watched.install();
    watched.simulator.control.setWebhookDelivery({ dropDeactivated: true });
    const [id = 0] = companyIds();
    how(rows('CompanyWebhooks')[0]?.id ?? 0);
    rename(id, 'Changed unheard');
    return new Map([[id, 'Changed unheard']]);
  }
  const patch = (id: number, values: Record<string, string | boolean>) =>
    watched.simulator.control.patch({ entity: 'CompanyWebhooks', id, values });

  it.each([
    ['missing', 'deleted', (id: number) => watched.simulator.control.remove({ entity: 'CompanyWebhooks', id })],
    ['inactive', 'switched off', (id: number) => patch(id, { isActive: false })],
    ['changed', 'given another address', (id: number) => patch(id, { webhookUrl: 'http://127.0.0.1:9/elsewhere' })],
    ['changed', 'told to be silent about updates', (id: number) => patch(id, { isSubscribedToUpdateEvents: false })],
    [
      'changed',
      'robbed of its fields',
      () =>
        rows('CompanyWebhookFields').forEach(({ id }) =>
          watched.simulator.control.remove({ entity: 'CompanyWebhookFields', id }),
        ),
    ],
    ['refused', 'given another secret', (id: number) => patch(id, { secretKey: 'another secret' })],
  ] as const)('%s (%s) is named, mended, and what it did not tell is read (AT-103)', async (cause, _title, how) => {
    const expected = await broken(how);

    await arrived(expected);
    const report = await until(async () => {
      const now = await watched.report();
      expect(now.repairs).toContainEqual(expect.objectContaining({ entityType: 'company', cause, outcome: 'repaired' }));
      return now;
    });
    const [mended] = rows('CompanyWebhooks');
    const [other = 0] = companyIds().slice(1);
    rename(other, 'Heard again');
    await arrived(new Map([[other, 'Heard again']]));

    expect(report.backfills.some(({ entityType, reason }) => entityType === 'company' && reason === 'repair')).toBe(true);
    expect(mended?.values).toMatchObject({ isActive: true, webhookUrl: expect.stringContaining(watched.integration._id) });
    await until(async () =>
      expect((await watched.report()).received.find(({ entityType }) => entityType === 'company')?.received).toBeGreaterThan(0),
    );
    expect(report.problem).toBeUndefined();
  });
});

describe('webhooks that cannot be mended', () => {
  it('become one issue with its cure, changes are read by polling meanwhile, and it clears itself (AT-04)', async () => {
    watched = await watchAutotask(BUSY);
    await watched.install();
    watched.simulator.control.setSecurity({ canCreateWebhooks: false });
    watched.simulator.control.remove({ entity: 'CompanyWebhooks', id: rows('CompanyWebhooks')[0]?.id ?? 0 });

    const [issue] = await until(async () => {
      const open = await watched.harness.openIssues();
      expect(open).toHaveLength(1);
      return open;
    });
    const [id = 0] = companyIds();
    rename(id, 'Polled');
    await arrived(new Map([[id, 'Polled']]));
    const told = (await watched.harness.results()).filter(({ entityType }) => entityType === 'webhook');
    watched.simulator.control.setSecurity({ canCreateWebhooks: true });
    await until(async () => expect(await watched.harness.openIssues()).toEqual([]));

    expect(issue).toMatchObject({
      entityType: 'webhook',
      entityId: watched.integration._id,
      failure: {
        code: 'autotask_webhooks_refused',
        message: expect.stringContaining('Autotask refused to install the webhooks'),
        remedy: expect.stringContaining('security level'),
      },
    });
    expect(told).toHaveLength(1);
    expect(rows('CompanyWebhooks')).toHaveLength(1);
    expect((await watched.report()).problem).toBeUndefined();
  });

  it('because they cannot even be looked at are one issue too, and changes are read all the same', async () => {
    watched = await watchAutotask(BUSY);
    await watched.install();
    watched.simulator.control.setSecurity({ denied: [{ entity: 'CompanyWebhooks' }] });
    watched.simulator.control.setWebhookDelivery({ dropPercent: 100 });
    await until(async () => expect((await watched.report()).problem?.code).toBe('autotask_webhooks_refused'));
    const [id = 0] = companyIds();
    rename(id, 'Unseen');

    await arrived(new Map([[id, 'Unseen']]));
    watched.simulator.control.setSecurity({ denied: [] });
    await until(async () => expect(await watched.harness.openIssues()).toEqual([]));
  });

  it('are looked at when somebody retries the issue, and each retry is answered (IS-03)', async () => {
    watched = await watchAutotask(CALM);
    await watched.install();
    const { harness, integration, simulator } = watched;
    const outcomes = async () =>
      (await harness.results()).filter(({ entityType }) => entityType === 'webhook').map(({ outcome }) => outcome);
    simulator.control.setSecurity({ canCreateWebhooks: false });
    simulator.control.remove({ entity: 'CompanyWebhooks', id: rows('CompanyWebhooks')[0]?.id ?? 0 });

    await harness.retry(integration, 'webhook', integration._id);
    await until(async () => expect(await outcomes()).toEqual([Outcome.FAILED]));
    await harness.retry(integration, 'webhook', integration._id);
    await until(async () => expect(await outcomes()).toEqual([Outcome.FAILED, Outcome.FAILED]));
    simulator.control.setSecurity({ canCreateWebhooks: true });
    await harness.retry(integration, 'webhook', integration._id);

    await until(async () => expect(await outcomes()).toEqual([Outcome.FAILED, Outcome.FAILED, Outcome.SUCCEEDED]));
  });

  it('for want of a place among those allowed are one issue too', async () => {
    watched = await watchAutotask(BUSY);
    await watched.install();
    watched.simulator.control.setSecurity({ maxWebhooks: 1 });
    watched.simulator.control.remove({ entity: 'ContactWebhooks', id: rows('ContactWebhooks')[0]?.id ?? 0 });

    await until(async () => expect((await watched.report()).problem?.code).toBe('autotask_webhooks_refused'));
    watched.simulator.control.setSecurity({ maxWebhooks: 50 });
    await until(async () => expect(await watched.harness.openIssues()).toEqual([]));
  });
});

describe('deliveries', () => {
  it('that were lost leave gaps; a burst of them is made up for by few readings, counted in the report (AT-103)', async () => {
    const redeliveryMs = 1_500;
    watched = await watchAutotask({ ...CALM, redeliveryMs });
    await watched.install();
    const ids = companyIds();
    watched.simulator.control.setWebhookDelivery({ dropPercent: 50 });
    const expected = new Map<number, string>();
    const begun = performance.now();
    for (let round = 0; round < 20; round += 1)
      for (const id of ids) {
        rename(id, `Round ${round} of ${id}`);
        expected.set(id, `Round ${round} of ${id}`);
      }
    watched.simulator.control.setWebhookDelivery({ dropPercent: 0 });
    const [last = 0] = ids;
    rename(last, 'The last word');
    expected.set(last, 'The last word');

    await arrived(expected);
    const report = await until(async () => {
      const now = await watched.report();
      const gaps = now.received.flatMap((of) => of.gaps);
      expect(gaps.length).toBeGreaterThan(0);
      expect(gaps.every(({ filledAt }) => filledAt !== undefined)).toBe(true);
      return now;
    });

    const readings = report.backfills.filter(({ reason }) => reason === 'gap');
    // One for all that was lost within the time of a redelivery, however long the burst lasts on a slow machine.
    const few = 2 + Math.floor((performance.now() - begun) / redeliveryMs);
    expect(readings.length).toBeGreaterThan(0);
    expect(readings.length).toBeLessThanOrEqual(few);
    expect(readings.reduce((all, { calls }) => all + calls, 0)).toBeLessThanOrEqual(few);
  });

  it('that fail for good are read from Autotask’s log once in its time and shown, and what they told is read (AT-103)', async () => {
    watched = await watchAutotask({ ...BUSY, checkEveryMs: 500, reportEveryMs: 500 });
    await watched.install();
    const company = rows('CompanyWebhooks')[0]?.id;
    const [id = 0] = companyIds();
    // The last of a webhook's events is lost: no later number shows a gap.
    watched.simulator.control.setWebhookDelivery({ dropNext: 1 });
    rename(id, 'Told by the log');
    watched.simulator.control.create({
      entity: 'WebhookEventErrorLogs',
      values: {
        ...{ accountWebhookID: company ?? 0, sequenceNumber: 1, payload: '{}', errorMessage: 'The receiver answered 503.' },
        createDateTime: new Date().toISOString(),
      },
    });

    await arrived(new Map([[id, 'Told by the log']]));
    const report = await until(async () => {
      const now = await watched.report();
      expect(now.backfills.some(({ reason }) => reason === 'failed_delivery')).toBe(true);
      return now;
    });

    expect(report.failures).toEqual([
      expect.objectContaining({ entityType: 'company', sequence: '1', message: 'The receiver answered 503.' }),
    ]);
  });

  it('report a deactivation without a signature: nothing is believed, and a hundred of them lead to one look (AT-103)', async () => {
    watched = await watchAutotask({ ...CALM, checkEveryMs: 10_000 });
    await watched.install();
    const { webhooks } = await watched.harness.connector.integrations.load(TENANT, watched.integration._id);
    const params = { integrationId: watched.integration._id, token: webhooks.token, channel: 'company' };
    const before = callsOf('CompanyWebhooks');
    const { checkedAt } = await watched.report();

    for (let index = 0; index < 100; index += 1)
      await watched.harness.call('POST', '/{channel}', {
        ...{ params, headers: {} },
        rawBody: Buffer.from(`{"Action":"Deactivated","Guid":"forged ${index}"}`),
      });
    await until(async () => expect((await watched.report()).checkedAt).not.toBe(checkedAt));

    const report = await watched.report();
    expect(report.webhooks.map(({ status }) => status)).toEqual(['active', 'active']);
    expect(report.repairs).toEqual([]);
    expect(callsOf('CompanyWebhooks') - before).toBe(1);
  });
});

describe('silence', () => {
  it('that hides a change makes the webhook suspicious, once that was seen; one without a change costs a reading only', async () => {
    watched = await watchAutotask({ ...BUSY, checkEveryMs: 60 });
    await watched.install();
    await until(async () => expect((await watched.report()).backfills.some(({ reason }) => reason === 'silence')).toBe(true));
    expect((await watched.report()).repairs).toEqual([]);
    const [id = 0] = companyIds();
    await until(async () =>
      expect((await watched.report()).backfills.every(({ finishedAt }) => finishedAt !== undefined)).toBe(true),
    );
    watched.simulator.control.setWebhookDelivery({ dropNext: 1 });
    rename(id, 'Said by nobody');

    await arrived(new Map([[id, 'Said by nobody']]));
    await until(async () =>
      expect((await watched.report()).repairs).toContainEqual(
        expect.objectContaining({ entityType: 'company', cause: 'silent', outcome: 'repaired' }),
      ),
    );
  });
});
