import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@psa-bridge/testing';
import { openIssues, type RecordPage, type RecordView } from '../../tools/platform/journeys.ts';
import { noOpenIssues, synchronized } from './sales.ts';
import { startStack, type EndToEndStack } from './stack.ts';

const COMPANIES = 10;
const ROUNDS = 3;
/** Of the edits: at this one the service is killed. */
const KILL_AT = 8;
const UNTIL_ACCEPTED = { timeoutMs: 30_000, everyMs: 50 };

describe('a service that is killed in the middle of a burst of edits', () => {
  let stack: EndToEndStack;
  beforeAll(async () => {
    stack = await startStack('kill_services');
  }, 60_000);
  afterAll(() => stack?.stop(), 30_000);

  it.each(['gateway', 'issues-service', 'identity-service'] as const)(
    '%s: every accepted edit reaches Autotask, none makes a second company, and the issues are right',
    async (service) => {
      const { services, autotask } = stack;
      const companies = await someCompanies(stack);
      const before = autotask.control.count({ entity: 'Companies' });
      const reached = Promise.withResolvers<void>();
      let accepted = 0;
      const onAccepted = (): void => void ((accepted += 1) === KILL_AT && reached.resolve());

      const burst = Promise.all(companies.map((company, index) => editRounds(stack, { company, index, service, onAccepted })));
      const refused = makeRefusedContact(stack, { companyId: companies[0]?.id ?? '', service });
      await reached.promise;
      await services.kill(service);
      await services.start(service);
      await burst;

      for (const [index, { id }] of companies.entries()) {
        const record = await synchronized(stack, `/v1/companies/${id}`);
        const row = autotask.control.get({ entity: 'Companies', id: Number(record.sync[stack.integrationId]?.externalId) });
        expect([record['telephone'], row?.values['phone']]).toEqual(Array(2).fill(telephone(service, ROUNDS, index)));
      }
      expect(autotask.control.count({ entity: 'Companies' })).toBe(before);
      const contact = await refused;
      await openFor(stack, [contact]);
      await mend(stack, contact);
      await noOpenIssues(stack);
    },
    90_000,
  );
});

async function someCompanies({ api, integrationId }: EndToEndStack): Promise<readonly RecordView[]> {
  const { items } = await api.get<RecordPage>('/v1/companies?size=20&sort=name');
  return items.filter(({ sync }) => sync[integrationId]?.externalId !== '0').slice(0, COMPANIES);
}

interface Editor {
  company: RecordView;
  index: number;
  service: string;
  onAccepted: () => void;
}

/** One person who edits one company again and again, and tries each edit until it is accepted. */
async function editRounds({ api }: EndToEndStack, { company, index, service, onAccepted }: Editor): Promise<void> {
  for (let round = 1; round <= ROUNDS; round += 1) {
    const change = { telephone: telephone(service, round, index) };
    await eventually(() => api.patch(`/v1/companies/${company.id}`, change), UNTIL_ACCEPTED);
    onAccepted();
  }
}

function telephone(service: string, round: number, index: number): string {
  return `${service.length}-${round}-${index}`;
}

/** Longer than Autotask's first names may be: an issue while it stays so. */
function makeRefusedContact({ api }: EndToEndStack, of: { companyId: string; service: string }): Promise<string> {
  const body = { companyId: of.companyId, firstName: 'x'.repeat(60), lastName: 'Demo', email: `${of.service}@example.com` };
  return eventually(async () => (await api.post<RecordView>('/v1/contacts', body)).id, UNTIL_ACCEPTED);
}

async function mend({ api }: EndToEndStack, contact: string): Promise<void> {
  await api.patch(`/v1/contacts/${contact}`, { firstName: 'Mended' });
}

/** Exactly these entities have an open issue. */
function openFor({ api }: EndToEndStack, entityIds: readonly string[]): Promise<void> {
  return eventually(async () => expect((await openIssues(api)).map(({ entityId }) => entityId)).toEqual(entityIds), {
    timeoutMs: 30_000,
    everyMs: 200,
  });
}
