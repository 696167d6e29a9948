import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@psa-bridge/testing';
import type { RecordPage, RecordView } from '../../tools/platform/journeys.ts';
import { ARRIVED } from './sales.ts';
import { startStack, type EndToEndStack } from './stack.ts';

describe('what a record shows of its synchronization', () => {
  let stack: EndToEndStack;
  beforeAll(async () => {
    stack = await startStack('sync_state');
  }, 120_000);
  afterAll(() => stack?.stop(), 30_000);

  it('SY-07: an edit made during a push is pending until Autotask has it, also once the older push has ended', async () => {
    const { api, autotask, integrationId } = stack;
    const [company] = (await api.get<RecordPage>('/v1/companies?size=1&sort=-name')).items;
    const path = `/v1/companies/${company?.id}`;
    const id = Number(company?.sync[integrationId]?.externalId);
    const slow = { match: { entity: 'Companies', operation: 'update' }, action: { kind: 'slow', ms: 700 }, times: 2 } as const;
    autotask.control.addFault(slow);
    const hasReached = (times: number) => autotask.control.listFaults().some(({ struck }) => struck >= times);

    const { revision: older } = await api.patch<RecordView>(path, { telephone: 'older' });
    await eventually(() => expect(hasReached(1)).toBe(true), { ...ARRIVED, everyMs: 10 });
    await api.patch<RecordView>(path, { telephone: 'newer' });
    const shown: unknown[] = [];
    await eventually(
      async () => {
        const { sync } = await api.get<RecordView>(path);
        const phone = autotask.control.get({ entity: 'Companies', id })?.values['phone'];
        shown.push([sync[integrationId]?.status, sync[integrationId]?.pushedRevision, phone]);
        expect(sync[integrationId]?.status).toBe('synchronized');
      },
      { ...ARRIVED, everyMs: 20 },
    );

    expect(shown).toContainEqual(['pending', older, 'older']);
    expect(shown.at(-1)).toEqual(['synchronized', older + 1, 'newer']);
  }, 90_000);
});
