import { beforeEach, describe, expect, it } from '@jest/globals';
import { events, decodePayload } from '@psa-bridge/contracts';
import { createManualClock, Secret, unavailable, type ManualClock } from '@psa-bridge/core';
import { openMail, type Mailer, type OpenMail } from '@psa-bridge/mail';
import { createMetrics } from '@psa-bridge/observability';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { captureLogger } from '@psa-bridge/testing';
import { failure, success } from '../../../test/examples.ts';
import { collections } from '../../collections.ts';
import type { EntityResult } from '../../domain/entity-result.ts';
import { subscribed, subscriptionId } from '../../domain/digest/subscription.ts';
import { makeCountCauses } from '../list-cause-groups.ts';
import { makeRecordResults } from '../record-results.ts';
import { makeOwners } from '../owners.ts';
import { makeSendDigests } from './send-digests.ts';

const MINUTE = 60_000;
const WHO = { tenantId: 'tenant-a', subject: 'user-1' };
const id = subscriptionId(WHO.tenantId, WHO.subject);

describe('digests of issues', () => {
  let clock: ManualClock;
  let store: ReturnType<typeof createMemoryStore>;
  let outbox: NonNullable<OpenMail['outbox']>;
  let isDown: boolean;
  let look: () => Promise<void>;
  let record: (result: EntityResult) => Promise<boolean>;
  let sequence: number;

  const fail = (entityId: string, reference: string, integrationId = 'integration-1') =>
    record({ ...failure((sequence += 1), { reference, message: `Reference ${reference} is gone` }), entityId, integrationId });
  const mend = (entityId: string) => record(success((sequence += 1), { entityId }));
  const subjects = async () => (await outbox.list(WHO.tenantId)).map(({ subject }) => subject).reverse();
  async function subscribe(filter: object = {}, email: string | null = 'person@demo.example'): Promise<void> {
    const wanted = { filter, ...(email === null ? {} : { email }), at: clock.now() };
    await store
      .collection(collections.digests)
      .forTenant(WHO.tenantId)
      .mutate(id, (current) => subscribed(current, WHO, wanted));
  }
  async function after(minutes: number): Promise<void> {
    await clock.advance(minutes * MINUTE);
    await look();
  }

  beforeEach(() => {
    clock = createManualClock();
    store = createMemoryStore({ clock });
    [isDown, sequence] = [false, 0];
    const shelves = store.collection(collections.mailOutbox);
    const kept = openMail({ url: new Secret('outbox:'), from: 'demo@demo.example', shelves, clock, cure: '' }).outbox;
    if (!kept) throw new Error('mails are to be kept');
    outbox = kept;
    const mailer: Mailer = {
      send: (tenantId, mail) =>
        isDown ? Promise.reject(unavailable('mail_server_unavailable', 'No answer.')) : kept.send(tenantId, mail),
    };
    const [issues, causes] = [store.collection(collections.issues), store.collection(collections.causes)];
    const said = { clock, metrics: createMetrics({ processMetrics: false }), logger: captureLogger().logger };
    const recordAll = makeRecordResults({
      issues,
      causes,
      marks: store.collection(collections.marks),
      ...said,
      wakeDigests: () => undefined,
    });
    record = async (result) => (await recordAll(result.tenantId, [result]))[0] ?? false;
    const send = makeSendDigests({
      ...{ subscriptions: store.collection(collections.digests), countCauses: makeCountCauses({ issues, causes, clock }) },
      leavings: store.collection(collections.leavings),
      ...{ mailer, publicUrl: 'https://front.example', leases: store.leases, ...said },
    });
    look = () => send(new AbortController().signal);
  });

  it('tells at once of the first of a new cause, and of all more failures of it in one digest an hour later', async () => {
    await subscribe();
    await fail('quote-1', 'code 17');
    await look();
    for (let n = 2; n <= 240; n += 1) await fail(`quote-${n}`, 'code 17');
    for (let minute = 0; minute < 59; minute += 10) await after(10);
    await after(1);

    expect(await subjects()).toEqual(['New: Reference code 17 is gone', '240 issues are open']);
  });

  it('tells nothing to somebody who is kept out, and what happened meanwhile once they are let in again', async () => {
    const { noteLeft } = makeOwners({ leavings: store.collection(collections.leavings), accounts: undefined });
    const access = (isGone: boolean) => noteLeft({ tenantId: WHO.tenantId, userId: WHO.subject, isGone, at: clock.now() });
    await subscribe();
    await access(true);
    await fail('quote-1', 'code 17');
    await after(1);
    const whileGone = await subjects();
    await access(false);
    await after(1);

    expect(whileGone).toEqual([]);
    expect(await subjects()).toEqual(['New: Reference code 17 is gone']);
  });

  it('a second new cause is told at once as well, but not without end: the rest waits for the hour', async () => {
    await subscribe();
    for (let n = 1; n <= 12; n += 1) {
      await fail(`quote-${n}`, `code ${n}`);
      await after(1);
    }
    const withinTheHour = await subjects();
    await after(60);

    expect(withinTheHour).toHaveLength(7);
    expect((await subjects()).slice(7)).toEqual(['5 new causes of issues']);
  });

  it('says nothing while nothing changed, says once that all is mended, and tells anew what comes back within a day as old', async () => {
    await subscribe();
    await fail('quote-1', 'code 17');
    await look();
    await after(60);
    await after(60);
    const still = await subjects();
    await mend('quote-1');
    await after(60);
    await after(60);
    await fail('quote-1', 'code 17');
    await look();

    expect(still).toHaveLength(1);
    expect(await subjects()).toEqual(['New: Reference code 17 is gone', 'All issues are mended', '1 issue is open']);
  });

  it('is about what the subscription asks for alone', async () => {
    await subscribe({ integrationId: ['integration-2'] });
    await fail('quote-1', 'code 17');
    await look();
    const before = await subjects();
    await fail('quote-2', 'code 18', 'integration-2');
    await look();

    expect(before).toEqual([]);
    expect(await subjects()).toEqual(['New: Reference code 18 is gone']);
  });

  it('a mail that did not go out waits and goes out once; looked at by two replicas, too', async () => {
    await subscribe();
    await fail('quote-1', 'code 17');
    isDown = true;
    await look();
    isDown = false;
    await Promise.all([look(), look()]);
    await look();

    expect(await subjects()).toHaveLength(1);
  });

  it('is an event too, also where no mail is wanted', async () => {
    await subscribe({}, null);
    await fail('quote-1', 'code 17');
    await look();

    const stored = await store.collection(collections.digests).forTenant(WHO.tenantId).get(id);
    const told = stored?.outbox?.filter(({ type }) => type === events.issueDigest.type) ?? [];
    expect(told.map(({ payload }) => decodePayload(events.issueDigest, payload))).toMatchObject([
      { subscriptionId: id, openIssues: 1, causes: [{ message: 'Reference code 17 is gone', isNew: true, openIssues: 1 }] },
    ]);
    expect(await subjects()).toEqual([]);
  });

  it('what the PSA said is text in the mail, never markup', async () => {
    await subscribe();
    await fail('quote-1', '<script>alert(1)</script>');
    await look();

    const [mail] = await outbox.list(WHO.tenantId);
    expect(mail?.html).not.toContain('<script>');
    expect(mail?.text).toContain('1 × Reference <script>');
  });
});
