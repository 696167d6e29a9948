import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FAULT_POINTS } from '@psa-bridge/core';
import { eventually } from '@psa-bridge/testing';
import { openIssues, synchronize, type RecordPage, type RecordView } from '../../tools/platform/journeys.ts';
import { ARRIVED, copiesOf, EACH_ONCE, makeSale, noOpenIssues, saleSynchronized, synchronized } from './sales.ts';
import { START_LIMIT_MS, startStack, STOP_LIMIT_MS, TEST_LIMIT_MS, type EndToEndStack } from './stack.ts';

describe('a connector that is killed', () => {
  let stack: EndToEndStack;
  beforeAll(async () => {
    stack = await startStack('kill_connector');
  }, START_LIMIT_MS);
  afterAll(() => stack?.stop(), STOP_LIMIT_MS);

  it.each(FAULT_POINTS)(
    'at %s of a push loses nothing and makes nothing twice',
    async (point) => {
      const { services, autotask } = stack;
      await services.kill('autotask-connector', 'SIGTERM');
      await startArmed(stack, point);

      const sale = await makeSale(stack, `Killed ${point}`);
      await services.gone('autotask-connector');
      await services.start('autotask-connector');
      await saleSynchronized(stack, sale);

      expect(copiesOf(autotask, sale)).toEqual(EACH_ONCE);
      await noOpenIssues(stack);
      expect(autotask.bugs()).toEqual([]);
    },
    TEST_LIMIT_MS,
  );

  // Killed before its hint is published it has answered nothing: Autotask delivers again, and what it gave up is read from its report.
  it.each(['before_publish', 'after_publish', 'before_offset_commit', 'before_call', 'after_call', 'after_write'])(
    'at %s of what a webhook tells brings it in all the same, once',
    async (point) => {
      const { api, services, autotask, integrationId } = stack;
      const { items } = await api.get<RecordPage>('/v1/companies?size=2&sort=-name');
      const [company] = items;
      const id = Number(company?.sync[integrationId]?.externalId);
      await api.post(`/v1/integrations/autotask/${integrationId}/webhooks`);
      await services.kill('autotask-connector', 'SIGTERM');
      await startArmed(stack, point);

      autotask.control.patch({ entity: 'Companies', id, values: { phone: point } });
      await services.gone('autotask-connector');
      await services.start('autotask-connector');

      await eventually(async () => {
        const { telephone, revision } = await api.get<RecordView>(`/v1/companies/${company?.id}`);
        expect([telephone, revision]).toEqual([point, Number(company?.revision) + 1]);
      }, ARRIVED);
      await noOpenIssues(stack);
    },
    TEST_LIMIT_MS,
  );

  it(
    'while it tests a connection whose issue was retried has it tested all the same, and the issue clears',
    async () => {
      const { api, services, autotask, integrationId } = stack;
      const { secret } = autotask.credentials;
      const [company] = (await api.get<RecordPage>('/v1/companies?size=2&sort=-name')).items;
      autotask.control.setCredentials({ secret: 'changed in Autotask' });
      await api.patch(`/v1/companies/${company?.id}`, { telephone: 'mended' });
      const issue = await eventually(async () => {
        const [open] = await openIssues(api);
        expect(open).toMatchObject({ entityType: 'integration', entityId: integrationId });
        return open;
      }, ARRIVED);

      autotask.control.setCredentials({ secret });
      autotask.control.clearFaults();
      autotask.control.addFault({ match: { entity: 'Companies', operation: 'get' }, action: { kind: 'slow', ms: 1_400 } });
      await api.post(`/v1/issues/${issue?.id}/retry`);
      await eventually(() => expect(autotask.control.listFaults()).toMatchObject([{ struck: 1 }]), { ...ARRIVED, everyMs: 20 });
      await services.kill('autotask-connector');
      await services.start('autotask-connector');

      await noOpenIssues(stack);
      await synchronized(stack, `/v1/companies/${company?.id}`);
    },
    TEST_LIMIT_MS,
  );

  it(
    'in the middle of a full sync goes on with it, and no record is there twice',
    async () => {
      const { api, services, autotask, integrationId } = stack;
      const before = await api.get<RecordPage>('/v1/companies?size=1');
      const held = autotask.control.addFault({
        match: { entity: 'Contacts', operation: 'query' },
        action: { kind: 'slow', ms: 1_400 },
      });

      const running = synchronize(api, { provider: 'autotask', integrationId }, 'full');
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
    },
    TEST_LIMIT_MS,
  );
});

/**
 * What an earlier kill left in the outbox would bring the process to its point at every start, before it is ready: a start
 * without the point publishes that first.
 */
function startArmed({ services }: EndToEndStack, point: string): Promise<void> {
  return eventually(async () => {
    try {
      await services.start('autotask-connector', { FAULT_POINT: point });
    } catch (error) {
      await services.start('autotask-connector');
      await services.kill('autotask-connector', 'SIGTERM');
      throw error;
    }
  }, ARRIVED);
}
