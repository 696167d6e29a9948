import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@psa-bridge/testing';
import { openIssues, type RecordPage } from '../../tools/platform/journeys.ts';
import type { ServiceName } from '../../tools/platform/service-plan.ts';
import { noOpenIssues, synchronized } from './sales.ts';
import { START_LIMIT_MS, startStack, STOP_LIMIT_MS, TEST_LIMIT_MS, type EndToEndStack } from './stack.ts';

const COMPANIES = 10;
const ROUNDS = 3;
/** Of the edits: at this one the service is killed. */
const KILL_AT = 8;
const SOON = { timeoutMs: 90_000, everyMs: 50 };
/** Longer than Autotask's first names may be: an issue while it stays so. */
const REFUSED = 'x'.repeat(60);

describe('a service that is killed', () => {
  let stack: EndToEndStack;
  beforeAll(async () => {
    stack = await startStack('kill_services');
  }, START_LIMIT_MS);
  afterAll(() => stack?.stop(), STOP_LIMIT_MS);

  it.each(['gateway', 'issues-service', 'identity-service'] as const)(
    '%s, in a burst of edits: every accepted edit reaches Autotask, and only what it refused is an issue',
    async (service) => {
      const { services, autotask } = stack;
      const companies = await some(stack, 'companies', COMPANIES);
      const [contact = ''] = await some(stack, 'contacts', 1);
      const before = autotask.control.count({ entity: 'Companies' });
      const reached = Promise.withResolvers<void>();
      let accepted = 0;
      const onAccepted = (): void => void ((accepted += 1) === KILL_AT && reached.resolve());

      const burst = Promise.all([
        ...companies.map((id, index) => editRounds(stack, id, (round) => telephone(service, round, index), onAccepted)),
        edit(stack, `/v1/contacts/${contact}`, { firstName: REFUSED }),
      ]);
      await reached.promise;
      await services.kill(service);
      await services.start(service);
      await burst;

      for (const [index, id] of companies.entries()) await hasTelephone(stack, id, telephone(service, ROUNDS, index));
      expect(autotask.control.count({ entity: 'Companies' })).toBe(before);
      await openFor(stack, contact);
      await edit(stack, `/v1/contacts/${contact}`, { firstName: 'Mended' });
      await noOpenIssues(stack);
    },
    TEST_LIMIT_MS,
  );

  it.each(['before_publish', 'after_publish', 'before_offset_commit'] as const)(
    'gateway and issues-service %s: a save makes one company, a failure is one issue that failed once, and success clears it',
    async (point) => {
      const { services, autotask } = stack;
      const [contact = ''] = await some(stack, 'contacts', 1);
      await Promise.all([rearm(stack, 'gateway', point), rearm(stack, 'issues-service', point)]);

      const company = await (point === 'before_offset_commit' ? pauseAndSave(stack, point) : save(stack, point));
      await edit(stack, `/v1/contacts/${contact}`, { firstName: REFUSED });
      await services.gone('issues-service');
      await services.start('issues-service');

      await openFor(stack, contact);
      await edit(stack, `/v1/contacts/${contact}`, { firstName: `Mended ${point.length}` });
      await noOpenIssues(stack);
      const { name } = await synchronized(stack, `/v1/companies/${company}`);
      const there = { entity: 'Companies', filter: [{ op: 'eq' as const, field: 'companyName', value: name }] };
      expect(autotask.control.count(there)).toBe(1);
    },
    TEST_LIMIT_MS,
  );
});

/** A new company of which the caller may never hear, because the gateway dies of it: it is saved all the same, and once. */
async function save({ api, services }: EndToEndStack, name: string): Promise<string> {
  await api.post('/v1/companies', { name, telephone: '555-0100' }).catch(() => undefined);
  await services.gone('gateway');
  await services.start('gateway');
  const { items } = await api.get<RecordPage>(`/v1/companies?query=${name}`);
  expect(items).toHaveLength(1);
  return items[0]?.id ?? '';
}

/** The gateway dies of what the connector announces, and knows it afterwards; what is saved meanwhile is sent later. */
async function pauseAndSave(stack: EndToEndStack, name: string): Promise<string> {
  const { api, services, integrationId } = stack;
  const integration = `/v1/integrations/autotask/${integrationId}`;
  await api.post(`${integration}/pause`, { direction: 'push' });
  await services.gone('gateway');
  await services.start('gateway');
  const { id } = await api.post<{ id: string }>('/v1/companies', { name, telephone: '555-0100' });
  await eventually(async () => expect(await directoryOf(stack)).toMatchObject({ isPushPaused: true }), SOON);
  await api.post(`${integration}/resume`, { direction: 'push' });
  return id;
}

async function some({ api, integrationId }: EndToEndStack, path: string, count: number): Promise<readonly string[]> {
  const { items } = await api.get<RecordPage>(`/v1/${path}?size=20`);
  // The company that Autotask keeps for its own user is number 0.
  return items
    .filter(({ sync }) => sync[integrationId]?.externalId !== '0')
    .slice(0, count)
    .map(({ id }) => id);
}

/** Starts a service anew, to be killed at the point. */
async function rearm({ services }: EndToEndStack, service: ServiceName, point: string): Promise<void> {
  await services.kill(service, 'SIGTERM');
  await services.start(service, { FAULT_POINT: point });
}

/** Tried until it is accepted: an edit may be made twice, unlike a new record after an answer that never came. */
function edit({ api }: EndToEndStack, path: string, change: object): Promise<unknown> {
  return eventually(() => api.patch(path, change), SOON);
}

/** One person who edits one company again and again. */
async function editRounds(
  stack: EndToEndStack,
  id: string,
  telephoneOf: (round: number) => string,
  onAccepted: () => void,
): Promise<void> {
  for (let round = 1; round <= ROUNDS; round += 1) {
    await edit(stack, `/v1/companies/${id}`, { telephone: telephoneOf(round) });
    onAccepted();
  }
}

function telephone(service: string, round: number, index: number): string {
  return `${service.length}-${round}-${index}`;
}

async function hasTelephone(stack: EndToEndStack, id: string, expected: string): Promise<void> {
  const record = await synchronized(stack, `/v1/companies/${id}`);
  const externalId = Number(record.sync[stack.integrationId]?.externalId);
  const row = stack.autotask.control.get({ entity: 'Companies', id: externalId });
  expect([record['telephone'], row?.values['phone']]).toEqual([expected, expected]);
}

/** This entity alone has an open issue, which tells of one failure. */
function openFor({ api }: EndToEndStack, entityId: string): Promise<void> {
  return eventually(
    async () => expect(await openIssues(api)).toEqual([expect.objectContaining({ entityId, attempts: 1 })]),
    SOON,
  );
}

async function directoryOf({ api, integrationId }: EndToEndStack): Promise<object | undefined> {
  const { items } = await api.get<{ items: { id: string }[] }>('/v1/integrations');
  return items.find(({ id }) => id === integrationId);
}
