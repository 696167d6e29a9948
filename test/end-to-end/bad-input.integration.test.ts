import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deadLetterTopic, topics, type BusMessage } from '@psa-bridge/contracts';
import { newId, systemClock } from '@psa-bridge/core';
import { createKafkaBus, type MessageBus } from '@psa-bridge/messaging';
import { prefixedBus } from '@psa-bridge/service-host';
import { captureLogger, eventually } from '@psa-bridge/testing';
import { openIssues, type RecordPage, type RecordView } from '../../tools/platform/journeys.ts';
import { DEMO_ADMIN } from '../../tools/platform/service-plan.ts';
import { synchronized } from './sales.ts';
import { START_LIMIT_MS, startStack, STOP_LIMIT_MS, TEST_LIMIT_MS, type EndToEndStack } from './stack.ts';

const ARRIVED = { timeoutMs: 90_000, everyMs: 100 };
/** What a webhook did not tell is read only after the test: here it is to be seen what deliveries alone do. */
const DELIVERIES_ALONE = { AUTOTASK_WEBHOOK_CHECK_EVERY_MS: '3600000', AUTOTASK_WEBHOOK_REDELIVERY_MS: '3600000' };

describe('input that nobody should send', () => {
  let stack: EndToEndStack;
  let bus: MessageBus;
  let companies: readonly RecordView[];
  beforeAll(async () => {
    stack = await startStack('bad_input', { 'autotask-connector': DELIVERIES_ALONE });
    const { kafkaBrokers, prefix } = stack.backend;
    const { logger } = captureLogger();
    bus = prefixedBus(createKafkaBus({ brokers: kafkaBrokers, clientId: 'bad-input', clock: systemClock, logger }), `${prefix}.`);
    await bus.start();
    await stack.api.post(`/v1/integrations/autotask/${stack.integrationId}/webhooks`);
    const { items } = await stack.api.get<RecordPage>('/v1/companies?size=10&sort=name');
    companies = items.filter(({ sync }) => sync[stack.integrationId]?.externalId !== '0');
  }, START_LIMIT_MS);
  afterAll(async () => {
    await bus?.close();
    await stack?.stop();
  }, STOP_LIMIT_MS);

  const company = (index: number): RecordView => companies[index] ?? raise('There are too few companies.');
  const externalId = (record: RecordView): number => Number(record.sync[stack.integrationId]?.externalId);
  const read = (record: RecordView): Promise<RecordView> => stack.api.get<RecordView>(`/v1/companies/${record.id}`);

  /** A change in Autotask arrives: hints are taken, rows are worked off. */
  async function neighbourGoesOn(record: RecordView): Promise<void> {
    const phone = `555-${randomBytes(4).toString('hex')}`;
    stack.autotask.control.patch({ entity: 'Companies', id: externalId(record), values: { phone } });
    await eventually(async () => expect((await read(record))['telephone']).toBe(phone), ARRIVED);
  }

  async function deliver(record: RecordView, sign: (body: string, secret: string) => string): Promise<() => Promise<number>> {
    const [webhook] = stack.autotask.control.list({ entity: 'CompanyWebhooks' });
    const { webhookUrl, secretKey, webhookGUID } = webhook?.values ?? {};
    const event = { Action: 'Update', Guid: webhookGUID, EntityType: 'Account', Id: externalId(record), Fields: {} };
    const body = JSON.stringify({ ...event, EventTime: new Date().toISOString(), SequenceNumber: 1 });
    const headers = { 'content-type': 'application/json', 'x-hook-signature': sign(body, String(secretKey)) };
    return async () => (await fetch(String(webhookUrl), { method: 'POST', headers, body })).status;
  }

  it('a forged webhook is refused and changes nothing', async () => {
    const before = await read(company(0));
    stack.autotask.control.setWebhookDelivery({ dropNext: 1 });
    stack.autotask.control.patch({ entity: 'Companies', id: externalId(before), values: { phone: '555-forged' } });

    const send = await deliver(before, (body) => signature(body, 'not-the-secret'));

    expect(await send()).toBe(401);
    await neighbourGoesOn(company(1));
    expect(await read(before)).toEqual(before);
  });

  it('a replayed webhook changes nothing', async () => {
    await neighbourGoesOn(company(2));
    const before = await read(company(2));
    const send = await deliver(before, signature);

    expect([await send(), await send(), await send()]).toEqual([204, 204, 204]);
    await neighbourGoesOn(company(3));

    const { updatedAt, revision, telephone } = await read(before);
    expect({ updatedAt, revision, telephone }).toEqual({
      updatedAt: before['updatedAt'],
      revision: before.revision,
      telephone: before['telephone'],
    });
  });

  it.each([
    { topic: topics.commands('autotask').name, group: 'autotask-connector', type: 'psa_bridge.commands.v1.PushRecord' },
    { topic: topics.hints('autotask').name, group: 'autotask-connector', type: 'psa_bridge.hints.v1.EntityHint' },
    { topic: topics.syncResults.name, group: 'issues-service', type: 'psa_bridge.sync_results.v1.SyncResult' },
  ])(
    'poison on $topic becomes dead letters with the original bytes, and the neighbours go on',
    async ({ topic, group, type }) => {
      const bytes = (): Uint8Array => Uint8Array.from([0xff, 0xff, 0xff, ...randomBytes(16)]);
      const poison: readonly BusMessage[] = companies.slice(0, 4).flatMap(({ id }) => {
        const key = `demo:company:${id}`;
        return [
          { key, value: bytes(), headers: {} },
          { key, value: bytes(), headers: envelope(type) },
          { key, value: bytes(), headers: envelope(type.replace('.v1.', '.v9.')) },
        ];
      });

      await bus.publish(topic, poison);

      const letters = deadLetterTopic(topic, group).name;
      const sent = poison.map(({ value }) => hex(value)).sort();
      await eventually(async () => {
        const found = await Array.fromAsync(bus.readAll(letters));
        expect(found.map(({ value }) => hex(value)).sort()).toEqual(sent);
        expect(new Set(found.map(({ headers }) => headers['dlq_error_code']))).toEqual(
          new Set(['invalid_envelope', 'undecodable_payload', 'unknown_event_version']),
        );
      }, ARRIVED);
      await neighbourGoesOn(company(4));
      await pushGoesOn(stack, company(5));
      await issueComesAndGoes(stack, company(6));
    },
    TEST_LIMIT_MS,
  );

  it('bodies that are too large, malformed, of wrong types or with unknown fields are refused by name', async () => {
    const { api } = stack;
    const send = (body: string) => fetchAs(stack, '/v1/companies', { method: 'POST', body });
    const before = (await api.get<RecordPage>('/v1/companies?size=1')).total;

    const answers = [
      await send(JSON.stringify({ name: 'x'.repeat(2 * 1024 * 1024) })),
      await send('{"name": '),
      await send('[]'),
      await send('"text"'),
      await send(JSON.stringify({ name: 5 })),
      await send(JSON.stringify({ name: 'Demo', isActive: 'yes' })),
      await send(JSON.stringify({ name: 'Demo', colour: 'red' })),
      await send(JSON.stringify({ name: 'Demo', tenantId: newId() })),
      await fetchAs(stack, '/v1/companies?colour=red', {}),
      await fetchAs(stack, '/v1/companies/not-an-id', {}),
    ];

    expect(answers.map(({ status }) => status)).toEqual([413, ...Array<number>(9).fill(400)]);
    for (const { code, requestId } of answers) expect([typeof code, typeof requestId]).toEqual(['string', 'string']);
    expect((await api.get<RecordPage>('/v1/companies?size=1')).total).toBe(before);
  });
});

function raise(message: string): never {
  throw new Error(message);
}

function signature(body: string, secret: string): string {
  return `sha1=${createHmac('sha1', secret).update(body).digest('base64')}`;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function envelope(type: string): Record<string, string> {
  return { ce_id: newId(), ce_type: type, ce_source: 'test', ce_time: new Date().toISOString(), ce_tenantid: newId() };
}

async function fetchAs({ api }: EndToEndStack, path: string, init: { method?: string; body?: string }) {
  const signIn = await fetch(`${api.baseUrl}/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(DEMO_ADMIN),
  });
  const { accessToken } = (await signIn.json()) as { accessToken: string };
  const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
  const response = await fetch(`${api.baseUrl}${path}`, { ...init, headers });
  return { status: response.status, ...((await response.json()) as { code?: string; requestId?: string }) };
}

async function pushGoesOn(stack: EndToEndStack, { id }: RecordView): Promise<void> {
  await stack.api.patch(`/v1/companies/${id}`, { telephone: `555-${randomBytes(4).toString('hex')}` });
  await synchronized(stack, `/v1/companies/${id}`);
}

/** A first name that Autotask has no room for is an issue until it is mended. */
async function issueComesAndGoes({ api }: EndToEndStack, { id }: RecordView): Promise<void> {
  const email = `${randomBytes(4).toString('hex')}@example.com`;
  const contact = await api.post<RecordView>('/v1/contacts', {
    companyId: id,
    firstName: 'x'.repeat(60),
    lastName: 'Demo',
    email,
  });
  const open = async (): Promise<string[]> => (await openIssues(api)).map(({ entityId }) => entityId);
  await eventually(async () => expect(await open()).toEqual([contact.id]), ARRIVED);
  await api.patch(`/v1/contacts/${contact.id}`, { firstName: 'Mended' });
  await eventually(async () => expect(await open()).toEqual([]), ARRIVED);
}
