import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { events, IssueEvent, Lane, topics } from '@psa-bridge/contracts';
import { blockOutboundNetwork, eventually } from '@psa-bridge/testing';
import { issueId } from '../../src/domain/issue.ts';
import { failed, published, startIssuesApp, succeeded, type CallerName, type IssuesApp } from '../issues-app.ts';

interface Shown {
  id: string;
  entityId: string;
  status: string;
  [field: string]: unknown;
}
interface Listed {
  items: Shown[];
  total: number;
  next?: string;
}

const COMMANDS = topics.commands('autotask').name;
const unblock = blockOutboundNetwork();

function idOf(entityId: string, tenantId = 'tenant-a'): string {
  return issueId(tenantId, { integrationId: 'integration-1', entityType: 'quote', entityId });
}

describe('issues-service', () => {
  let service: IssuesApp;

  async function list(query = '', as: CallerName = 'managerA'): Promise<Listed> {
    const { status, body } = await service.call('GET', `/v1/issues${query}`, { as });
    expect(status).toBe(200);
    return body;
  }
  /** The one issue of the entity, once it stands in this status. */
  function standing(entityId: string, status: string): Promise<Shown> {
    return eventually(async () => {
      const shown = (await service.call('GET', `/v1/issues/${idOf(entityId)}`)).body as Shown;
      expect(shown.status).toBe(status);
      return shown;
    });
  }
  async function announced(): Promise<string[]> {
    const names = Object.fromEntries(Object.entries(IssueEvent).map(([name, value]) => [value, name]));
    return (await published(service.bus, topics.issues.name, events.issueChanged)).map(({ event }) => names[event] ?? '');
  }

  beforeEach(async () => {
    service = await startIssuesApp();
  });
  afterEach(() => service.app.stop());
  afterAll(() => unblock());

  it('IS-01, IS-02: when a sync fails, the list shows the issue with all that is known', async () => {
    const exchange = { method: 'POST', url: 'https://psa.example/Quotes', requestBody: '{"password":"demo"}', status: 500 };
    const failure = { code: 'psa_refused', kind: 'rejected', message: 'It failed', psaText: 'Data violation', exchange };

    await service.report(failed('quote-1', 1n, { failure, attempts: 3, traceId: 'trace-1', externalId: '4711' }));

    const detail = await standing('quote-1', 'open');
    const listed = await list();
    expect(listed).toMatchObject({
      total: 1,
      items: [{ id: idOf('quote-1'), entityName: 'Demo quote-1', message: 'It failed' }],
    });
    expect(detail).toMatchObject({
      ...{ integrationId: 'integration-1', provider: 'autotask', entityType: 'quote', entityId: 'quote-1', externalId: '4711' },
      ...{ level: 'error', code: 'psa_refused', psaText: 'Data violation', traceId: 'trace-1', attempts: 1, openings: 1 },
      exchange: { requestBody: '{"password":"[redacted]"}', status: 500 },
      episodes: [{ failures: 1, attempts: [{ tries: 3 }] }],
    });
    await eventually(async () => expect(await announced()).toEqual(['OPENED']));
  });

  it('IS-03: retry asks the entity’s connector once more, ahead of background work', async () => {
    await service.report(failed('quote-1', 1n));
    await standing('quote-1', 'open');

    const { status, body } = await service.call('POST', `/v1/issues/${idOf('quote-1')}/retry`);

    expect(status).toBe(202);
    expect(body).toMatchObject({ status: 'retrying', retry: { by: 'user-manager' } });
    const [message] = await eventually(async () => {
      const found = await Array.fromAsync(service.bus.readAll(COMMANDS));
      expect(found).toHaveLength(1);
      return found;
    });
    expect(message).toMatchObject({ key: 'tenant-a:quote:quote-1', headers: { ce_tenantid: 'tenant-a' } });
    await expect(published(service.bus, COMMANDS, events.retryWork)).resolves.toMatchObject([
      {
        integrationId: 'integration-1',
        entityType: 'quote',
        entityId: 'quote-1',
        lane: Lane.INTERACTIVE,
        issueId: idOf('quote-1'),
      },
    ]);
  });

  it('IS-06: a success clears the issue by itself and says so', async () => {
    await service.report(failed('quote-1', 1n));
    await service.report(succeeded('quote-1', 2n));

    await standing('quote-1', 'cleared');

    await expect(list()).resolves.toMatchObject({ total: 0 });
    await eventually(async () => expect(await announced()).toEqual(['OPENED', 'CLEARED']));
  });

  it('IS-06: a failure that arrives after the success that came later opens nothing', async () => {
    await service.report(succeeded('quote-1', 2n));
    await service.report(failed('quote-1', 1n));
    await service.report(failed('quote-2', 1n));

    await standing('quote-2', 'open');

    await expect(list()).resolves.toMatchObject({ total: 1, items: [{ entityId: 'quote-2' }] });
  });

  it('IS-05, IS-08: dismiss takes the issue off the list without a retry; a new failure brings it back with its history', async () => {
    await service.report(failed('quote-1', 1n));
    await standing('quote-1', 'open');

    const dismissed = await service.call('POST', `/v1/issues/${idOf('quote-1')}/dismiss`);
    const afterDismiss = await list();
    await service.report(failed('quote-1', 2n));
    const reopened = await standing('quote-1', 'open');

    expect(dismissed).toMatchObject({ status: 200, body: { status: 'dismissed' } });
    expect(afterDismiss.total).toBe(0);
    expect(reopened).toMatchObject({
      openings: 2,
      episodes: [{ closedBy: 'dismissal', dismissedBy: 'user-manager' }, { failures: 1 }],
    });
    await expect(published(service.bus, COMMANDS, events.retryWork)).resolves.toEqual([]);
  });

  it('IS-12: a credential failure is an issue of the integration, and its retry a command to the same', async () => {
    const message = 'Autotask authentication error: please verify your credentials';
    const about = { entityType: 'integration', entityId: 'integration-1', entityName: 'Demo Autotask' };
    await service.report(
      failed('integration-1', 1n, { ...about, failure: { code: 'bad_credentials', kind: 'unauthenticated', message } }),
    );
    const { items } = await eventually(async () => {
      const listed = await list('?entityType=integration');
      expect(listed.total).toBe(1);
      return listed;
    });

    await service.call('POST', `/v1/issues/${items[0]?.id}/retry`);

    expect(items[0]).toMatchObject({ message, remedy: expect.stringContaining('test the connection') });
    await eventually(async () =>
      expect(await published(service.bus, COMMANDS, events.retryWork)).toMatchObject([
        { entityType: 'integration', entityId: 'integration-1' },
      ]),
    );
  });

  it('a redelivered result changes nothing and is counted as dropped', async () => {
    const result = failed('quote-1', 1n);
    await service.report(result);
    await service.report(result);
    await service.report(failed('quote-2', 1n));

    await standing('quote-2', 'open');
    await eventually(async () => expect(await metrics(service)).toContain('reason="not_newer",component="issues-service"} 1'));

    await expect(standing('quote-1', 'open')).resolves.toMatchObject({ attempts: 1 });
  });

  it('a result that makes no sense becomes a dead letter and its neighbours go on', async () => {
    await service.report(failed('quote-1', 0n));
    await service.report(failed('quote-2', 1n));

    await standing('quote-2', 'open');

    await eventually(async () =>
      expect(await Array.fromAsync(service.bus.readAll(`${topics.syncResults.name}.issues-service.dlq`))).toHaveLength(1),
    );
  });

  describe('the list', () => {
    beforeEach(async () => {
      const warning = { outcome: 2 as const, failedItems: [{ itemId: 'item-1', itemName: 'Demo firewall' }] };
      await service.report(failed('quote-1', 1n));
      await service.report(failed('quote-2', 1n, warning));
      await service.report(
        failed('company-1', 1n, { entityType: 'company', failure: { code: 'no_match', message: 'No matching records found' } }),
      );
      await eventually(async () => expect((await list()).total).toBe(3));
    });

    it.each([
      ['?search=demo quote', ['quote-1', 'quote-2']],
      ['?search=FIREWALL', ['quote-2']],
      ['?search=records no', ['company-1']],
      ['?search=.*', []],
      ['?level=warning', ['quote-2']],
      ['?code=no_match,billing_code_invalid&level=error', ['company-1', 'quote-1']],
      ['?entityType=company', ['company-1']],
      ['?integrationId=integration-2', []],
      ['?status=cleared,dismissed', []],
    ])('%s finds %j', async (query, expected) => {
      const { items, total } = await list(query);

      expect(items.map((item) => item.entityId).sort()).toEqual(expected);
      expect(total).toBe(expected.length);
    });

    it('pages and sorts as asked', async () => {
      const pages = await Promise.all([0, 1, 2].map((from) => list(`?sort=entityName&from=${from}&size=1`)));
      const backwards = await list('?sort=-entityName');

      expect(pages.map(({ items }) => items[0]?.entityId)).toEqual(['company-1', 'quote-1', 'quote-2']);
      expect(backwards.items.map((item) => item.entityId)).toEqual(['quote-2', 'quote-1', 'company-1']);
    });

    it.each(['entityName', '-entityName', '-lastFailedAt', 'failures'])('goes on by a cursor, sorted by %s', async (sort) => {
      const whole = await list(`?sort=${sort}`);
      const first = await list(`?sort=${sort}&size=2`);
      const second = await list(`?sort=${sort}&size=2&cursor=${first.next}`);

      expect([...first.items, ...second.items]).toEqual(whole.items);
      expect([first.items.length, second.total, second.next]).toEqual([2, whole.total, undefined]);
    });

    it('refuses the cursor of another search, by name', async () => {
      const { next } = await list('?size=1');
      const { status, body } = await service.call('GET', `/v1/issues?size=1&level=warning&cursor=${next}`);

      expect([status, body]).toMatchObject([400, { code: 'invalid_search', problems: [{ field: 'cursor' }] }]);
    });

    it.each(['?size=201', '?size=0', '?from=-1', '?status=gone', '?sort=psaText', '?colour=red'])('refuses %s', async (query) => {
      const { status, body } = await service.call('GET', `/v1/issues${query}`);

      expect(status).toBe(400);
      expect(body).toMatchObject({ code: 'invalid_request' });
    });

    it('counts by status, code, level and entity type', async () => {
      await service.call('POST', `/v1/issues/${idOf('quote-1')}/dismiss`);

      const { body } = await service.call('GET', '/v1/issues/counts');

      expect(body).toEqual({
        byStatus: { open: 2, dismissed: 1 },
        byCode: { no_match: 1, billing_code_invalid: 1 },
        byLevel: { error: 1, warning: 1 },
        byEntityType: { quote: 1, company: 1 },
      });
    });
  });

  describe('who may', () => {
    const routes = [
      ['GET', '/v1/issues'],
      ['GET', '/v1/issues/counts'],
      ['GET', `/v1/issues/${idOf('quote-1')}`],
      ['POST', `/v1/issues/${idOf('quote-1')}/retry`],
      ['POST', `/v1/issues/${idOf('quote-1')}/dismiss`],
      ['GET', '/v1/issues/jobs/job-1'],
    ] as const;

    it.each(routes)('%s %s needs the permission Issue manager', async (method, path) => {
      const asEditor = await service.call(method, path, { as: 'editorA' });
      const asNobody = await service.call(method, path, { as: 'nobody' });

      expect(asEditor).toMatchObject({ status: 403, body: { detail: "You don't have permission to access this resource" } });
      expect(asNobody.status).toBe(401);
    });

    it('another tenant’s issue answers as if it did not exist, and stays as it is', async () => {
      await service.report(failed('quote-1', 1n));
      await standing('quote-1', 'open');
      const path = `/v1/issues/${idOf('quote-1')}`;

      const answers = [
        await service.call('GET', path, { as: 'managerB' }),
        await service.call('POST', `${path}/retry`, { as: 'managerB' }),
        await service.call('POST', `${path}/dismiss`, { as: 'managerB' }),
      ];

      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
      await expect(list('', 'managerB')).resolves.toMatchObject({ total: 0 });
      await expect(standing('quote-1', 'open')).resolves.not.toHaveProperty('retry');
    });

    it('two tenants may have the same entity ids', async () => {
      await service.report(failed('quote-1', 1n));
      await service.report(failed('quote-1', 1n), 'tenant-b');

      await eventually(async () => expect((await list('', 'managerB')).total).toBe(1));

      expect(idOf('quote-1', 'tenant-b')).not.toBe(idOf('quote-1'));
    });
  });

  it('a cleared issue cannot be retried or dismissed', async () => {
    await service.report(failed('quote-1', 1n));
    await service.report(succeeded('quote-1', 2n));
    await standing('quote-1', 'cleared');

    const answers = await Promise.all(
      ['retry', 'dismiss'].map((verb) => service.call('POST', `/v1/issues/${idOf('quote-1')}/${verb}`)),
    );

    expect(answers.map(({ status }) => status)).toEqual([409, 409]);
  });

  it('measures open issues by level and counts what happens to issues', async () => {
    await service.report(failed('quote-1', 1n));
    await standing('quote-1', 'open');

    const text = await metrics(service);

    expect(text).toContain('psa_bridge_issue_events_total{event="opened",component="issues-service"} 1');
    expect(text).toContain('psa_bridge_issues_open{level="warning",component="issues-service"} 0');
  });
});

async function metrics(service: IssuesApp): Promise<string> {
  return (await fetch(`${service.app.adminAddress()}/metrics`)).text();
}
