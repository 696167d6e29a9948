import { afterEach, describe, expect, it } from '@jest/globals';
import { Outcome, Severity } from '@psa-bridge/contracts';
import { createManualClock } from '@psa-bridge/core';
import { connectedConnector } from '../src/contract-suite/connected-connector.ts';
import { createConnectorHarness, TENANT, type ConnectorHarness } from '../src/contract-suite/connector-harness.ts';
import { PROBE_EVERY_MS } from '../src/integrations/connection.ts';
import type { ConnectionCheck } from '../src/define-connector.ts';
import { CREDENTIALS, paperConnector } from './paper-connector.ts';
import { createPaperPsa } from './paper-psa.ts';

const running: ConnectorHarness[] = [];
afterEach(async () => {
  for (const harness of running.splice(0)) await harness.stop();
});

const RIGHT: ConnectionCheck = { name: 'right_quotes', ok: false, message: 'Quotes: cannot be read.', remedy: 'Allow it.' };

/** A connected paper PSA whose test finds what `checks` holds at the time. */
async function setUp() {
  const clock = createManualClock();
  const psa = createPaperPsa({ clock });
  const checks: ConnectionCheck[] = [];
  const paper = paperConnector();
  const definition = {
    ...paper,
    testConnection: async (session: Parameters<typeof paper.testConnection>[0]) => {
      const report = await paper.testConnection(session);
      return { ...report, checks: [...report.checks, ...checks] };
    },
  };
  const harness = createConnectorHarness({ definition, http: psa.http, clock });
  running.push(harness);
  await harness.start();
  const integration = await harness.connect(CREDENTIALS);
  const params = { id: integration._id };
  const state = async () => (await harness.connector.integrations.collection.forTenant(TENANT).get(integration._id))?.state;
  /** A day in which nothing else happens: the next test is due. Turning the clock through it would turn every loop with it. */
  const aDayLater = () =>
    harness.connector.integrations.change(TENANT, integration._id, (current) => {
      expect(current.testDueAt).toEqual(new Date(clock.now().getTime() - sinceTest(current) + PROBE_EVERY_MS));
      return { ...current, testDueAt: clock.now() };
    });
  const sinceTest = ({ testedAt }: { testedAt?: Date }) => clock.now().getTime() - (testedAt?.getTime() ?? 0);
  return { clock, psa, checks, harness, integration, params, state, aDayLater };
}

describe('foresight', () => {
  it('what the PSA no longer allows is a warning by its name within a day, work goes on, and it clears once a retry finds it mended', async () => {
    const { checks, harness, integration, state, aDayLater } = await setUp();
    checks.push(RIGHT);

    await aDayLater();
    const [warning] = await harness.until(async () => {
      const open = await harness.openIssues();
      expect(open).toHaveLength(1);
      return open;
    });
    const meanwhile = await state();
    checks.length = 0;
    await harness.retry(integration, 'connection_check', RIGHT.name);
    await harness.until(async () => expect(await harness.openIssues()).toEqual([]));

    expect(warning).toMatchObject({
      ...{ entityType: 'connection_check', entityId: 'right_quotes', outcome: Outcome.FAILED, severity: Severity.WARNING },
      failure: { code: 'right_quotes', message: 'Quotes: cannot be read.', remedy: 'Allow it.' },
    });
    expect(meanwhile).toBe('connected');
  });

  it('credentials that end soon are a warning, until new ones are entered', async () => {
    const { clock, harness, params, aDayLater } = await setUp();
    const credentialsExpireAt = new Date(clock.now().getTime() + 10 * PROBE_EVERY_MS).toISOString();

    const told = await harness.call('PATCH', '/paper/{id}', { params, body: { credentialsExpireAt } });
    await aDayLater();
    await harness.until(async () =>
      expect(await harness.openIssues()).toMatchObject([
        { entityId: 'credentials_expiry', failure: { code: 'credentials_expiry' } },
      ]),
    );
    await clock.advance(1_000);
    const changed = await harness.call('PUT', '/{id}/credentials', { params, body: { ...CREDENTIALS } });
    await harness.until(async () => expect(await harness.openIssues()).toEqual([]));

    expect(told).toMatchObject({ name: 'Test', credentialsExpireAt });
    expect(JSON.stringify(changed)).not.toContain('credentialsExpireAt');
  });
});

describe('freshness', () => {
  it('is as old as the last reading, and older where the PSA lacks what was saved here before it', async () => {
    const { clock, harness, integration, params } = await setUp();
    const shown = async () => {
      const { items } = (await harness.call('GET', '/{id}/freshness', { params })) as { items: Record<string, unknown>[] };
      return items.find(({ entityType }) => entityType === 'company');
    };
    const before = await shown();

    await connectedConnector(harness, integration).sync('full');
    await clock.advance(60_000);
    const read = await shown();
    await harness.save('company', { name: 'refused' }, integration);
    await harness.until(async () => expect(await harness.openIssues()).toHaveLength(1));
    await clock.advance(60_000);
    await connectedConnector(harness, integration).sync('full');
    const lacking = await shown();

    expect(before).not.toHaveProperty('agreedAt');
    expect(read).toMatchObject({ isLate: false, errorBudgetRemaining: 1 });
    expect(Number(read?.['ageSeconds'])).toBeGreaterThanOrEqual(60);
    expect(Number(lacking?.['ageSeconds'])).toBeGreaterThanOrEqual(60);
  });
});
