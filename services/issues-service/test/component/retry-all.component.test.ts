import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { events, Lane, topics } from '@psa-bridge/contracts';
import { eventually } from '@psa-bridge/testing';
import { failed, published, startIssuesApp, type IssuesApp } from '../issues-app.ts';

const COMMANDS = topics.commands('autotask').name;

describe('retry all over HTTP', () => {
  let service: IssuesApp;

  beforeEach(async () => {
    service = await startIssuesApp();
    for (const id of ['quote-1', 'quote-2', 'quote-3']) await service.report(failed(id, 1n));
    await service.report(failed('company-1', 1n, { entityType: 'company' }));
    await eventually(async () => expect((await service.call('GET', '/v1/issues')).body).toMatchObject({ total: 4 }));
  });
  afterEach(() => service.app.stop());

  it('IS-04: answers at once with a job, which sends every matching issue to its connector in the bulk lane', async () => {
    const started = await service.call('POST', '/v1/issues/retry-all', { body: { filter: { entityType: ['quote'] } } });

    expect(started).toMatchObject({ status: 202, body: { state: 'running', matched: 3 } });
    const path = `/v1/issues/jobs/${(started.body as { id: string }).id}`;
    await eventually(async () =>
      expect((await service.call('GET', path)).body).toMatchObject({ state: 'completed', done: 3, skipped: 0 }),
    );
    await eventually(async () => expect(await published(service.bus, COMMANDS, events.retryWork)).toHaveLength(3));
    const commands = await published(service.bus, COMMANDS, events.retryWork);
    expect(commands.map(({ entityId }) => entityId).sort()).toEqual(['quote-1', 'quote-2', 'quote-3']);
    expect(new Set(commands.map(({ lane }) => lane))).toEqual(new Set([Lane.BULK]));
  });

  it('IS-04: sends those alone that somebody chose one by one', async () => {
    const { items } = (await service.call('GET', '/v1/issues')).body as { items: { id: string; entityId: string }[] };
    const id = items.filter(({ entityId }) => entityId === 'quote-2' || entityId === 'company-1').map((issue) => issue.id);

    const started = await service.call('POST', '/v1/issues/retry-all', { body: { filter: { id } } });

    expect(started).toMatchObject({ status: 202, body: { matched: 2 } });
    await eventually(async () => expect(await published(service.bus, COMMANDS, events.retryWork)).toHaveLength(2));
    const commands = await published(service.bus, COMMANDS, events.retryWork);
    expect(commands.map(({ entityId }) => entityId).sort()).toEqual(['company-1', 'quote-2']);
  });

  it('another tenant’s job answers as if it did not exist', async () => {
    const started = await service.call('POST', '/v1/issues/retry-all', { body: { filter: {} } });

    const answer = await service.call('GET', `/v1/issues/jobs/${(started.body as { id: string }).id}`, { as: 'managerB' });

    expect(answer).toMatchObject({ status: 404, body: { code: 'job_not_found' } });
  });

  it.each([{}, { filter: { status: ['cleared'] } }, { filter: { level: 'error' } }, { filter: {}, more: 1 }])(
    'refuses %j',
    async (body) => {
      const answer = await service.call('POST', '/v1/issues/retry-all', { body });

      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    },
  );

  it('needs the permission Issue manager', async () => {
    const answer = await service.call('POST', '/v1/issues/retry-all', { as: 'editorA', body: { filter: {} } });

    expect(answer.status).toBe(403);
  });
});
