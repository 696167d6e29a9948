import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FAULT_POINTS } from '@psa-bridge/core';
import { eventually } from '@psa-bridge/testing';
import { synchronize, type RecordPage, type RecordView } from '../../tools/platform/journeys.ts';
import { ARRIVED, copiesOf, EACH_ONCE, makeSale, noOpenIssues, saleSynchronized } from './sales.ts';
import { startStack, type EndToEndStack } from './stack.ts';

describe('a connector that is killed', () => {
  let stack: EndToEndStack;
  beforeAll(async () => {
    stack = await startStack('kill_connector');
  }, 60_000);
  afterAll(() => stack?.stop(), 30_000);

  it.each(FAULT_POINTS)(
    'at %s of a push loses nothing and makes nothing twice',
    async (point) => {
      const { services, autotask } = stack;
      await services.kill('autotask-connector', 'SIGTERM');
      await services.start('autotask-connector', { FAULT_POINT: point });

      const sale = await makeSale(stack, `Killed ${point}`);
      await services.gone('autotask-connector');
      await services.start('autotask-connector');
      await saleSynchronized(stack, sale);

      expect(copiesOf(autotask, sale)).toEqual(EACH_ONCE);
      await noOpenIssues(stack);
      expect(autotask.bugs()).toEqual([]);
    },
    90_000,
  );

  // Before its hint is published a delivery is the PSA's to repeat, and the background delta's to make good.
  it.each(['after_write', 'after_publish', 'before_offset_commit'])(
    'at %s of what a webhook tells brings it in all the same',
    async (point) => {
      const { api, services, autotask, integrationId } = stack;
      const { items } = await api.get<RecordPage>('/v1/companies?size=2&sort=-name');
      const [company] = items;
      const id = Number(company?.sync[integrationId]?.externalId);
      await api.post(`/v1/integrations/autotask/${integrationId}/webhooks`);
      await services.kill('autotask-connector', 'SIGTERM');
      await services.start('autotask-connector', { FAULT_POINT: point });

      autotask.control.patch({ entity: 'Companies', id, values: { phone: point } });
      await services.gone('autotask-connector');
      await services.start('autotask-connector');

      await eventually(async () => {
        const { telephone } = await api.get<RecordView>(`/v1/companies/${company?.id}`);
        expect(telephone).toBe(point);
      }, ARRIVED);
      await noOpenIssues(stack);
    },
    90_000,
  );

  it('in the middle of a full sync goes on with it, and no record is there twice', async () => {
    const { api, services, autotask, integrationId } = stack;
    const before = await api.get<RecordPage>('/v1/companies?size=1');
    const held = autotask.control.addFault({
      match: { entity: 'Contacts', operation: 'query' },
      action: { kind: 'slow', ms: 1_400 },
    });

    const running = synchronize(api, integrationId, 'full');
    await eventually(
      () => expect(autotask.control.listFaults()).toContainEqual(expect.objectContaining({ id: held, struck: 1 })),
      {
        ...ARRIVED,
        everyMs: 20,
      },
    );
    await services.kill('autotask-connector');
    await services.start('autotask-connector');
    const run = await running;

    expect(run.state).toBe('completed');
    expect((await api.get<RecordPage>('/v1/companies?size=1')).total).toBe(before.total);
  }, 90_000);
});
