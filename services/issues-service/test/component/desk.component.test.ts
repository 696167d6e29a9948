import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { events, IssueEvent, topics } from '@psa-bridge/contracts';
import { eventually } from '@psa-bridge/testing';
import { issueId } from '../../src/domain/issue.ts';
import { failed, published, startIssuesApp, succeeded, type IssuesApp } from '../issues-app.ts';

interface Group {
  cause: { id: string; reference: string; remedy: string; splitBy?: string };
  part?: { by: string; value: string };
  open: number;
  retrying: number;
  filter: object;
}

const LINKS = { TRACE_URL: 'https://traces.example/{traceId}', RUNBOOK_URL: 'https://runbooks.example/{code}' };
const inactive = (id: number) => ({
  ...{ code: 'category_inactive', kind: 'rejected', remedy: 'Map the category to an active one and retry.' },
  psaText: `catalogItem object is invalid. ${id} is an inactive catalog item.`,
});

/** Six products of one dead category, two of another, and one quote whose line failed for the first as well. */
const RESULTS = [
  ...[1, 2, 3, 4, 5, 6].map((n) => failed(`product-${n}`, 1n, { entityType: 'product', failure: inactive(80) })),
  ...[7, 8].map((n) => failed(`product-${n}`, 1n, { entityType: 'product', failure: inactive(81) })),
  failed('quote-1', 1n, { failure: { ...inactive(80) }, traceId: 'trace-1' }),
];

describe('the desk', () => {
  let service: IssuesApp;
  const idOf = (entityType: string, entityId: string) =>
    issueId('tenant-a', { integrationId: 'integration-1', entityType, entityId });
  const groups = async (query = ''): Promise<Group[]> => {
    const { body } = await service.call('GET', `/v1/issues/causes${query}`);
    return (body as { items: Group[] }).items;
  };
  const finished = async (answer: { body: unknown }): Promise<unknown> =>
    eventually(async () => {
      const { body } = await service.call('GET', `/v1/issues/jobs/${(answer.body as { id: string }).id}`);
      expect(body).toMatchObject({ state: 'completed' });
      return body;
    });
  const deeds = async () => (await published(service.bus, topics.audit.name, events.actionTaken)).map(({ kind }) => kind);

  beforeAll(async () => {
    service = await startIssuesApp({}, LINKS);
    for (const result of RESULTS) await service.report(result);
    await eventually(async () => expect((await service.call('GET', '/v1/issues')).body).toMatchObject({ total: 9 }));
  });
  afterAll(() => service.app.stop());

  it('shows failures of one cause as one group with its remedy, the largest first', async () => {
    const shown = await groups();

    expect(shown).toMatchObject([
      { open: 7, retrying: 0, cause: { remedy: 'Map the category to an active one and retry.' } },
      { open: 2, cause: { reference: expect.stringContaining('81') } },
    ]);
    await expect(groups('?entityType=quote')).resolves.toMatchObject([{ open: 1 }]);
    expect((await service.call('GET', '/v1/issues/causes', { as: 'managerB' })).body).toEqual({ items: [], total: 0 });
  });

  it('PA-04: the list goes on by its cursor, whatever time it is by then', async () => {
    const first = (await service.call('GET', '/v1/issues?size=5')).body as { items: object[]; next: string };
    const second = await service.call('GET', `/v1/issues?size=5&cursor=${encodeURIComponent(first.next)}`);

    expect(first.items).toHaveLength(5);
    expect(second).toMatchObject({ status: 200, body: { total: 9 } });
    expect((second.body as { items: object[] }).items).toHaveLength(4);
  });

  it('a cause that puts together too much is split by an admin, retried in parts, and put together again', async () => {
    const [whole] = await groups();
    const path = `/v1/issues/causes/${whole?.cause.id}`;

    const asManager = await service.call('POST', `${path}/split`, { body: { by: 'entityType' } });
    const split = await service.call('POST', `${path}/split`, { as: 'adminA', body: { by: 'entityType' } });
    const parts = await groups();
    const found = await service.call('POST', '/v1/issues/change-all', {
      body: { filter: { ...parts[0]?.filter, entityType: ['product'] }, change: { owner: 'user-9' } },
    });
    const joined = await service.call('POST', `${path}/join`, { as: 'adminA' });

    expect([asManager.status, split.status, joined.status]).toEqual([403, 200, 200]);
    expect(parts).toMatchObject([
      { open: 6, part: { by: 'entityType', value: 'product' }, filter: { entityType: ['product'] } },
      { open: 2 },
      { open: 1, part: { by: 'entityType', value: 'quote' } },
    ]);
    await expect(finished(found)).resolves.toMatchObject({ matched: 6, done: 6 });
    await expect(groups()).resolves.toMatchObject([{ open: 7 }, { open: 2 }]);
    expect((await service.call('POST', `${path}/join`, { as: 'adminA' })).body).toMatchObject({ code: 'cause_not_split' });
    await eventually(async () =>
      expect(await deeds()).toEqual(expect.arrayContaining(['issue_cause.split', 'issue_cause.joined', 'issues.updated'])),
    );
  });

  it('a group is retried as one; its count falls with each success, and it is gone with the last', async () => {
    const small = (await groups())[1];

    const job = await service.call('POST', '/v1/issues/retry-all', { body: { filter: small?.filter } });
    await finished(job);
    const asked = await groups();
    await service.report(succeeded('product-7', 2n, { entityType: 'product' }));
    const afterOne = await eventually(async () => {
      const shown = await groups();
      expect(shown[1]?.open).toBe(1);
      return shown;
    });
    await service.report(succeeded('product-8', 2n, { entityType: 'product' }));

    expect(asked[1]).toMatchObject({ open: 2, retrying: 2 });
    expect(afterOne).toHaveLength(2);
    await eventually(async () => expect(await groups()).toHaveLength(1));
    await eventually(async () => {
      const told = await published(service.bus, topics.issues.name, events.issueChanged);
      const cleared = told.filter(({ event }) => event === IssueEvent.CLEARED);
      expect(cleared.map(({ causeId }) => causeId)).toEqual([small?.cause.id, small?.cause.id]);
    });
  });

  it('an issue names its attempts, its links, and where the input of the failed operation is edited', async () => {
    const { body, etag } = await service.call('GET', `/v1/issues/${idOf('quote', 'quote-1')}`);

    expect(etag).toBe('"1"');
    expect(body).toMatchObject({
      links: { trace: 'https://traces.example/trace-1', runbook: 'https://runbooks.example/category_inactive' },
      input: { editAt: '/v1/quotes/quote-1' },
      severity: 'high',
    });
  });

  it('is assigned, acknowledged and muted against its ETag; muted it leaves lists and groups, and comes back', async () => {
    const path = `/v1/issues/${idOf('quote', 'quote-1')}`;
    const mutedUntil = new Date(Date.now() + 3_600_000).toISOString();
    const patch = (body: object, ifMatch?: string) => service.call('PATCH', path, { body, ...(ifMatch ? { ifMatch } : {}) });

    const blind = await patch({ owner: 'user-2' });
    const muted = await patch({ owner: 'user-2', acknowledged: true, mutedUntil }, '"1"');
    const late = await patch({ owner: 'user-3' }, '"1"');
    const past = await patch({ mutedUntil: '2020-01-01T00:00:00Z' }, '"2"');
    const hidden = await groups();
    const only = (await service.call('GET', '/v1/issues?muted=only&owner=user-2')).body;
    const back = await patch({ mutedUntil: null }, '"2"');

    expect([blind.status, late.status]).toEqual([428, 412]);
    expect(past).toMatchObject({ status: 400, body: { code: 'mute_in_the_past' } });
    expect(muted).toMatchObject({
      status: 200,
      etag: '"2"',
      body: { owner: 'user-2', acknowledged: { by: 'user-manager' }, mutedUntil },
    });
    expect(hidden).toMatchObject([{ open: 6 }]);
    expect(only).toMatchObject({ total: 1 });
    expect(back.body).not.toHaveProperty('mutedUntil');
    await eventually(async () => {
      const told = await published(service.bus, topics.issues.name, events.issueChanged);
      expect(told.filter(({ event }) => event === IssueEvent.MUTED)).toMatchObject([{ owner: 'user-2' }]);
    });
  });

  it('takes comments, told to the audit without their words', async () => {
    const path = `/v1/issues/${idOf('quote', 'quote-1')}/comments`;

    const said = await service.call('POST', path, { body: { text: ' Asked the distributor. ' } });
    await service.call('POST', path, { body: { text: 'They answered.' } });

    expect(said).toMatchObject({ status: 201, body: { by: 'user-manager', text: 'Asked the distributor.' } });
    expect((await service.call('GET', path)).body).toMatchObject({
      items: [{ text: 'They answered.' }, { text: 'Asked the distributor.' }],
    });
    await eventually(async () => {
      const told = await published(service.bus, topics.audit.name, events.actionTaken);
      const comments = told.filter(({ kind }) => kind === 'issue.commented');
      expect(comments).toHaveLength(2);
      expect(JSON.stringify(comments.map(({ changes }) => changes))).not.toContain('distributor');
    });
  });

  it('dismisses all that match, told to the audit once', async () => {
    const job = await service.call('POST', '/v1/issues/dismiss-all', { body: { filter: { entityType: ['product'] } } });

    await expect(finished(job)).resolves.toMatchObject({ action: 'dismiss', matched: 6, done: 6 });
    await expect(groups()).resolves.toMatchObject([{ open: 1 }]);
    await eventually(async () =>
      expect((await deeds()).filter((kind) => kind.endsWith('.dismissed'))).toEqual(['issues.dismissed']),
    );
  });

  it.each([
    ['POST', '/v1/issues/change-all', { filter: {}, change: { severity: 'urgent' } }],
    ['POST', '/v1/issues/dismiss-all', { filter: { muted: 'always' } }],
    ['GET', '/v1/issues/causes?size=201', undefined],
  ] as const)('%s %s is refused where it makes no sense: %j', async (method, path, body) => {
    expect(await service.call(method, path, body ? { body } : {})).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
  });
});
