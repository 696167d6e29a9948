import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@psa-bridge/testing';
import type { RecordPage, RecordView } from '../../tools/platform/journeys.ts';
import { ARRIVED } from './sales.ts';
import { START_LIMIT_MS, startStack, STOP_LIMIT_MS, TEST_LIMIT_MS, type EndToEndStack } from './stack.ts';

describe('what a record shows of its synchronization', () => {
  let stack: EndToEndStack;
  beforeAll(async () => {
    // Autotask is held for as long as the test wants.
    stack = await startStack('sync_state', { 'autotask-connector': { AUTOTASK_TIMEOUT_MS: '120000' } });
  }, START_LIMIT_MS);
  afterAll(() => stack?.stop(), STOP_LIMIT_MS);

  it(
    'SY-07: an edit made during a push is pending until Autotask has it, also once the older push has ended',
    async () => {
      const { api, autotask, integrationId } = stack;
      const [company] = (await api.get<RecordPage>('/v1/companies?size=1&sort=-name')).items;
      const path = `/v1/companies/${company?.id}`;
      const id = Number(company?.sync[integrationId]?.externalId);
      const hold = () =>
        autotask.control.addFault({ match: { entity: 'Companies', operation: 'update' }, action: { kind: 'held' } });
      const hasStruck = (held: number) => () =>
        expect(autotask.control.listFaults()).toContainEqual(expect.objectContaining({ id: held, struck: 1 }));
      const shown = async () => {
        const { sync } = await api.get<RecordView>(path);
        const phone = autotask.control.get({ entity: 'Companies', id })?.values['phone'];
        return [sync[integrationId]?.status, sync[integrationId]?.pushedRevision, phone];
      };

      const ofOlder = hold();
      const { revision: older } = await api.patch<RecordView>(path, { telephone: 'older' });
      await eventually(hasStruck(ofOlder), ARRIVED);
      await api.patch<RecordView>(path, { telephone: 'newer' });
      const ofNewer = hold();
      autotask.control.removeFault({ id: ofOlder });
      await eventually(hasStruck(ofNewer), ARRIVED);
      const between = await shown();
      autotask.control.removeFault({ id: ofNewer });

      expect(between).toEqual(['pending', older, 'older']);
      await eventually(async () => expect(await shown()).toEqual(['synchronized', older + 1, 'newer']), ARRIVED);
    },
    TEST_LIMIT_MS,
  );
});
