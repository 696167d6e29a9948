import { afterEach, describe, expect, it } from '@jest/globals';
import { AppError, type ArmedPoints, armPoints, systemClock } from '@psa-bridge/core';
import { createMemoryBus } from '@psa-bridge/messaging';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import type { z } from 'zod';
import type { Integration } from '../integrations/integration.ts';
import { createConnectorHarness, STANDSTILL_MS, TENANT, type ConnectorHarness } from './connector-harness.ts';
import { foreseesWhatPushesMeet } from './preflight-contract.ts';
import type { ContractFault, ContractSubject, SignedDelivery } from './contract-subject.ts';

type AnySubject = ContractSubject<z.ZodRawShape, z.ZodRawShape, unknown>;

interface SeenAnswer {
  status: number;
  /** Whether it counted against the breaker. */
  didCount: boolean;
}

interface StageOptions {
  faults?: ArmedPoints;
  callTimeoutMs?: number;
}

interface Stage {
  subject: AnySubject;
  /** What the simulator answered, in order. */
  answers: readonly SeenAnswer[];
  harness: ConnectorHarness;
  integration: Integration;
}

const PATIENCE_MS = 20_000;

/** What every connector keeps, against its simulator: `connectorContract('Autotask', () => ...)` in a test file. */
export function connectorContract<Credentials extends z.ZodRawShape, Settings extends z.ZodRawShape, Session>(
  name: string,
  makeSubject: () => Promise<ContractSubject<Credentials, Settings, Session>>,
): void {
  const opened: { stop(): Promise<void> }[] = [];

  afterEach(async () => {
    for (const { stop } of opened.splice(0).reverse()) await stop();
  });

  async function setUp({ faults, callTimeoutMs = STANDSTILL_MS }: StageOptions = {}): Promise<Stage> {
    // Whatever its session is, only the definition that opened it looks into it.
    const subject = (await makeSubject()) as unknown as AnySubject;
    if (subject.close) opened.push({ stop: subject.close });
    const answers: SeenAnswer[] = [];
    const harness = createConnectorHarness({
      ...{ definition: subject.definition, http: watched(subject.http, answers), clock: systemClock },
      ...{ store: createMemoryStore({ clock: systemClock }), bus: createMemoryBus({ clock: systemClock }) },
      timings: { pollMs: 50, leaseMs: 1_000, callTimeoutMs },
      ...(faults ? { faults } : {}),
    });
    opened.push(harness);
    await harness.start();
    const integration = await harness.connect(subject.credentials, subject.settings);
    return { subject, answers, harness, integration };
  }

  async function companies({ harness }: Stage): Promise<string[]> {
    const found: string[] = [];
    for (let all = 1; found.length < all;) {
      const { items, total } = await harness.records.forTenant(TENANT).search('company', { from: found.length, size: 1_000 });
      found.push(...items.map((record) => record.data.name));
      all = items.length === 0 ? 0 : total;
    }
    return found;
  }
  const namesOf = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => `Contract ${String(index).padStart(4, '0')}`);

  async function sync({ harness, integration }: Stage, kind: 'full' | 'delta'): Promise<void> {
    const params = { id: integration._id };
    const run = (await harness.call('POST', '/{id}/sync', { params, body: { kind } })) as { id: string };
    await harness.until(async () => {
      const { items } = (await harness.call('GET', '/{id}/sync', { params })) as { items: { id: string; state: string }[] };
      expect(items.find(({ id }) => id === run.id)).toMatchObject({ state: 'completed' });
    }, PATIENCE_MS);
  }

  async function push(stage: Stage, companyName: string): Promise<string> {
    return (await stage.harness.save('company', { ...stage.subject.company, name: companyName }, stage.integration)).id;
  }

  async function linked({ harness, integration }: Stage, id: string): Promise<string> {
    return harness.until(async () => {
      const externalId = (await harness.records.forTenant(TENANT).get('company', id))?.external[integration._id]?.id;
      if (externalId === undefined) throw new Error('The company is not linked yet.');
      return externalId;
    }, PATIENCE_MS);
  }

  /** Nothing is under way any more, and so many rows wait. */
  function atRest({ harness, integration: { _id } }: Stage, waiting: number): Promise<void> {
    const { table } = harness.connector;
    return harness.until(async () => {
      expect(await table.backlog(TENANT, _id)).toMatchObject({ waiting });
      expect(await table.running(TENANT, _id)).toBe(0);
    }, PATIENCE_MS);
  }

  async function madeOnce(stage: Stage, companyName: string): Promise<void> {
    const made = (await stage.subject.simulator.companyNames()).filter((known) => known === companyName);
    expect(made).toEqual([companyName]);
    await stage.harness.until(async () => expect(await stage.harness.openIssues()).toEqual([]), PATIENCE_MS);
  }

  describe(`${name} as a connector`, () => {
    it('reads every page to the end, each entity once, though all have the same time of change', async () => {
      const stage = await setUp();
      const names = namesOf(stage.subject.simulator.pageSize * 2 + 1);
      await stage.subject.simulator.seedCompanies(names);

      await sync(stage, 'full');

      expect((await companies(stage)).filter((known) => names.includes(known)).sort()).toEqual(names);
    });

    it('finds in a delta what changed, and skips nothing that shares its time', async () => {
      const stage = await setUp();
      const ids = await stage.subject.simulator.seedCompanies(namesOf(3));
      await sync(stage, 'full');
      for (const [index, id] of ids.entries()) await stage.subject.simulator.rename(id, `Renamed ${index}`);

      await sync(stage, 'delta');

      expect((await companies(stage)).filter((known) => known.startsWith('Renamed')).sort()).toEqual([
        'Renamed 0',
        'Renamed 1',
        'Renamed 2',
      ]);
    });

    it('stops at refused credentials with one issue for the integration and no further call', async () => {
      const stage = await setUp();
      await stage.subject.simulator.acceptCredentials(false);
      for (const companyName of namesOf(5)) await push(stage, companyName);
      const [issue] = await stage.harness.until(async () => {
        const open = await stage.harness.openIssues();
        expect(open).toHaveLength(1);
        return open;
      }, PATIENCE_MS);
      await atRest(stage, 5);
      const calls = await stage.subject.simulator.calls();

      await push(stage, 'One more');
      await quietTime();

      expect(issue).toMatchObject({ entityType: 'integration', entityId: stage.integration._id });
      expect(await stage.harness.connector.integrations.load(TENANT, stage.integration._id)).toMatchObject({
        state: 'auth_failed',
      });
      expect(await stage.subject.simulator.calls()).toBe(calls);
    });

    it('waits as long as an answer 429 says, then goes on', async () => {
      const stage = await setUp();
      await stage.subject.simulator.fail({ on: 'create', times: 1, act: { status: 429, retryAfterSeconds: 1 } });
      const began = systemClock.now().getTime();

      await linked(stage, await push(stage, 'Patient'));

      expect(systemClock.now().getTime() - began).toBeGreaterThanOrEqual(1_000);
      await madeOnce(stage, 'Patient');
    });

    it('makes an issue of a refusal, and a retry that works clears it', async () => {
      const stage = await setUp();
      await stage.subject.simulator.fail({ on: 'create', times: 1, act: 'refuse' });
      const id = await push(stage, 'Refused');
      await stage.harness.until(
        async () => expect(await stage.harness.openIssues()).toMatchObject([{ entityId: id }]),
        PATIENCE_MS,
      );

      await stage.harness.retry(stage.integration, 'company', id);
      await linked(stage, id);

      await madeOnce(stage, 'Refused');
    });

    it('counts an answer 503 against the breaker and a refusal of the data never', async () => {
      const stage = await setUp();
      const counted = async (act: ContractFault['act'], companyName: string): Promise<boolean[]> => {
        const before = stage.answers.length;
        await stage.subject.simulator.fail({ on: 'create', times: 1, act });
        await push(stage, companyName);
        await stage.harness.until(
          () => expect(stage.answers.slice(before).some(({ status }) => status >= 400)).toBe(true),
          PATIENCE_MS,
        );
        return stage.answers.slice(before).flatMap(({ status, didCount }) => (status >= 400 ? [didCount] : []));
      };

      expect(await counted('refuse', 'No')).not.toContain(true);
      expect(await counted({ status: 503 }, 'Down')).toContain(true);
    });

    it('makes nothing twice when the PSA acted and the connection broke', async () => {
      const stage = await setUp();
      await stage.subject.simulator.fail({ on: 'create', times: 1, act: 'reset_after' });

      await linked(stage, await push(stage, 'Reset'));

      await madeOnce(stage, 'Reset');
    });

    it('makes nothing twice when the PSA acted and never answered', async () => {
      const stage = await setUp({ callTimeoutMs: 2_000 });
      await stage.subject.simulator.fail({ on: 'create', times: 1, act: 'timeout_after' });

      await linked(stage, await push(stage, 'Timeout'));

      await madeOnce(stage, 'Timeout');
    });

    it.each(['before_call', 'after_call', 'after_write'] as const)(
      'makes nothing twice and loses nothing when it dies %s',
      async (point) => {
        const died = new AppError('died', { code: 'lease_lost', kind: 'conflict' });
        const stage = await setUp({ faults: armPoints({ [point]: { action: () => Promise.reject(died) } }) });

        await linked(stage, await push(stage, 'Mortal'));

        await madeOnce(stage, 'Mortal');
      },
    );

    it.each(['before_call', 'after_call'] as const)(
      'NUM-4: has a posted invoice say what it became, though it dies %s, and says the same but once',
      async (point) => {
        const died = new AppError('died', { code: 'lease_lost', kind: 'conflict' });
        let deaths = 0;
        const action = () => ((deaths += 1), Promise.reject(died));
        const stage = await setUp({ faults: armPoints({ [point]: { action, place: 'push:posted_invoice' } }) });
        const { harness, integration, subject } = stage;
        const { invoices } = subject.simulator;
        if (!invoices) return expect(subject.definition.invoices?.note).toBeUndefined();
        const externalId = invoices.post();
        const note = { externalId, documentId: 'document-1', number: 'X-1' };

        await harness.noteInvoice(integration, note);
        const numbered = (number: string) => () => expect(invoices.numberOf(externalId)).toBe(number);
        await harness.until(numbered('X-1'), PATIENCE_MS);
        const rows = harness.connector.table;
        const key = { integrationId: integration._id, op: 'push', entityType: 'posted_invoice', entityId: externalId } as const;
        await harness.until(async () => expect(await rows.get(TENANT, key)).not.toHaveProperty('dueAt'), PATIENCE_MS);
        const before = await subject.simulator.calls();
        await harness.noteInvoice(integration, note);
        await harness.noteInvoice(integration, { ...note, psaFingerprint: 'another database', documentId: 'document-2' });
        await harness.until(async () => expect((await rows.get(TENANT, key))?.note?.documentId).toBe('document-2'), PATIENCE_MS);
        await harness.until(async () => expect(await rows.get(TENANT, key)).not.toHaveProperty('dueAt'), PATIENCE_MS);

        expect(await subject.simulator.calls()).toBe(before);
        expect(deaths).toBe(1);
        expect(await harness.openIssues()).toEqual([]);
      },
    );

    it('foresees for a quote what its push then meets, line by line, writing nothing and in few calls', async () => {
      const stage = await setUp();
      const { quotes } = stage.subject;
      if (!quotes) return expect(stage.subject.definition.rehearse).toBeUndefined();
      await foreseesWhatPushesMeet(stage, await quotes(stage.harness, stage.integration));
    });

    describe('with webhooks', () => {
      async function deliver({ harness, integration }: Stage, { rawBody, headers, channel }: SignedDelivery): Promise<void> {
        const { webhooks } = await harness.connector.integrations.load(TENANT, integration._id);
        const params = { integrationId: integration._id, token: webhooks.token, channel };
        await harness.call('POST', '/{channel}', { params, rawBody, headers });
      }

      async function secretOf({ harness, integration }: Stage): Promise<string> {
        const { webhooks } = await harness.connector.integrations.load(TENANT, integration._id);
        return harness.connector.integrations.open(TENANT, `${integration._id}.webhooks.secret`, webhooks.sealedSecret);
      }

      it('refuses a delivery whose signature is bad, and however many come, they cost no calls', async () => {
        const stage = await setUp();
        const { delivery } = stage.subject.simulator;
        if (!delivery) return expect(stage.subject.definition.webhooks).toBeUndefined();
        const [externalId = ''] = await stage.subject.simulator.seedCompanies(['Forged']);
        const forged = await delivery({ externalId, secret: await secretOf(stage), isForged: true });
        // The first may cost the reading of a key.
        await expect(deliver(stage, forged)).rejects.toMatchObject({ kind: 'unauthenticated' });
        const calls = await stage.subject.simulator.calls();

        for (let again = 0; again < 3; again += 1)
          await expect(deliver(stage, forged)).rejects.toMatchObject({ kind: 'unauthenticated' });

        expect(await stage.subject.simulator.calls()).toBe(calls);
      });

      it('reads the entity that a delivery hints at, and does nothing when it is replayed', async () => {
        const stage = await setUp();
        const { delivery } = stage.subject.simulator;
        if (!delivery) return expect(stage.subject.definition.webhooks).toBeUndefined();
        const [externalId = ''] = await stage.subject.simulator.seedCompanies(['Hinted']);
        const signed = await delivery({ externalId, secret: await secretOf(stage), isForged: false });

        await deliver(stage, signed);
        await stage.harness.until(async () => expect(await companies(stage)).toContain('Hinted'), PATIENCE_MS);
        await atRest(stage, 0);
        const calls = await stage.subject.simulator.calls();
        await deliver(stage, signed);
        await quietTime();

        expect(await stage.subject.simulator.calls()).toBe(calls);
        expect((await companies(stage)).filter((known) => known === 'Hinted')).toHaveLength(1);
      });
    });
  });
}

function watched(http: AnySubject['http'], answers: SeenAnswer[]): AnySubject['http'] {
  return {
    async request(request) {
      const response = await http.request(request);
      answers.push({ status: response.status, didCount: request.countsAsFailure?.(response) ?? response.status >= 500 });
      return response;
    },
  };
}

/** Long enough for work that should not happen to have happened. */
function quietTime(): Promise<void> {
  return systemClock.sleep(400);
}
