import { expect } from '@jest/globals';
import { createAutotaskSimulator, type AutotaskSimulator } from '@psa-bridge/simulators';
import { eventually } from '@psa-bridge/testing';
import type { RecordPage, RecordView } from '../../../tools/platform/journeys.ts';
import { credentialsOf } from '../../../tools/platform/simulated-autotask.ts';
import { ARRIVED } from '../sales.ts';
import type { EndToEndStack } from '../stack.ts';
import { connector, pathOf, type KilledLoop } from './loop.ts';

/** A webhook that somebody deleted is made again, once, and what it did not tell of is read. */
export const webhookKeeper: KilledLoop = {
  name: 'the keeper of the webhooks',
  service: connector,
  boundaries: [
    ['webhooks', 'before_call'],
    ['webhooks', 'after_call'],
    ['webhooks', 'after_write'],
  ],
  async prepare(stack) {
    const { api, autotask, integrationId } = stack;
    await api.post(`${pathOf(stack)}/webhooks`);
    const [installed] = autotask.control.list({ entity: 'CompanyWebhooks' });
    const [company] = (await api.get<RecordPage>('/v1/companies?size=1&sort=-name')).items;
    const id = Number(company?.sync[integrationId]?.externalId);
    return {
      whileDown() {
        autotask.control.remove({ entity: 'CompanyWebhooks', id: installed?.id ?? 0 });
        autotask.control.patch({ entity: 'Companies', id, values: { phone: '555-0199' } });
      },
      async holds() {
        await eventually(async () => {
          expect((await api.get<RecordView>(`/v1/companies/${company?.id}`))['telephone']).toBe('555-0199');
          const report = await api.get<{ problem?: object; webhooks: { status: string }[] }>(`${pathOf(stack)}/webhooks/report`);
          expect(report.webhooks.map(({ status }) => status)).toEqual(['active', 'active']);
          expect(report.problem).toBeUndefined();
        }, ARRIVED);
        const there = ['CompanyWebhooks', 'ContactWebhooks'].map((entity) => autotask.control.count({ entity }));
        expect(there).toEqual([1, 1]);
      },
    };
  },
};

interface Preview {
  plan: { state: string };
}

const NOTHING = { companies: 0, contactsPerCompany: 0, products: 0, services: 1, opportunities: 0, quotes: 0, tickets: 0 };

/** @param others where the other databases are put, to be stopped in the end */
export function moveElsewhere(others: AutotaskSimulator[]): KilledLoop {
  return {
    name: 'the move to another database',
    service: connector,
    boundaries: [
      ['preview:company', 'after_call'],
      ['move:unlinking', 'after_write'],
      ['move:forgetting', 'after_write'],
      ['move:linking', 'after_write'],
    ],
    async prepare(stack) {
      const { api, autotask } = stack;
      const other = createAutotaskSimulator({ seed: NOTHING, database: 2, limits: { tierDelaysMs: [0, 0] } });
      others.push(other);
      await other.start();
      const moved = autotask.control.list({ entity: 'Companies', afterId: 0, limit: 2 });
      const names = moved.map(({ values }) => String(values['companyName']));
      for (const [index, companyName] of names.entries())
        other.control.create({
          ...{ entity: 'Companies', id: FIRST_THERE + index },
          values: { companyName, phone: '555-0100', companyType: 1, ownerResourceID: 4 },
        });
      const companies = other.control.count({ entity: 'Companies' });
      const credentials = { ...credentialsOf(other), zoneUrl: other.zoneUrl() };
      return {
        begin: () => api.post(`${pathOf(stack)}/move`, credentials),
        goOn: () => confirmMove(stack),
        async holds() {
          await eventually(async () => expect(await standingFor(stack, names)).toEqual(['900000', '900001']), ARRIVED);
          expect(other.control.count({ entity: 'Companies' })).toBe(companies);
          expect(other.bugs()).toEqual([]);
        },
      };
    },
  };
}

const FIRST_THERE = 900_000;

async function confirmMove(stack: EndToEndStack): Promise<void> {
  const { api } = stack;
  await eventually(async () => {
    expect((await api.get<Preview>(`${pathOf(stack)}/move`)).plan.state).toBe('ready');
  }, ARRIVED);
  const { items } = await api.get<{ items: { id: string }[] }>(`${pathOf(stack)}/first-connect/items?outcome=conflict&size=200`);
  const decisions = items.map(({ id: itemId }) => ({ itemId, recordId: null }));
  await api.post(`${pathOf(stack)}/move/confirm`, { decisions });
}

/** Autotask's ids of the companies with these names. */
async function standingFor({ api, integrationId }: EndToEndStack, names: readonly string[]): Promise<readonly string[]> {
  const { items } = await api.get<RecordPage>('/v1/companies?size=200');
  return items
    .filter((company) => names.includes(String(company['name'])))
    .flatMap(({ sync }) => sync[integrationId]?.externalId ?? [])
    .sort();
}
