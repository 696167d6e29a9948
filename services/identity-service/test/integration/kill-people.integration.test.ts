import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { entityKey, events, newEvent, timestampFromDate, toBusMessage, topics } from '@psa-bridge/contracts';
import { systemClock } from '@psa-bridge/core';
import { createKafkaBus } from '@psa-bridge/messaging';
import { createRecordStore } from '@psa-bridge/records';
import { prefixedBus } from '@psa-bridge/service-host';
import { captureLogger, eventually } from '@psa-bridge/testing';
import type { PsaPerson } from '../../src/domain/psa-person.ts';
import { killableIdentity } from './killable-identity.ts';

const INTEGRATION = '01900000-0000-7000-8000-0000000000aa';
const PASSWORD = 'a long demo password';
const PATIENCE = { timeoutMs: 90_000, everyMs: 200 };

describe('identity-service, killed while people come in', () => {
  const { backend, store, collections, start, serve, signIn, running, close } = killableIdentity('identity_kill_people');
  const { logger } = captureLogger();
  const kafka = createKafkaBus({ brokers: backend.kafkaBrokers, clientId: backend.prefix, logger, clock: systemClock });
  const bus = prefixedBus(kafka, `${backend.prefix}.`);
  let tenantId: string;

  const users = () => collections.users.forTenant(tenantId);
  const personOf = (externalId: string) => collections.people.forTenant(tenantId).get(`${INTEGRATION}:${externalId}`);
  const emailOf = (name: string): string => `${name.replaceAll('_', '-')}@demo.example`;

  beforeAll(async () => {
    await bus.start();
    await serve();
    tenantId = (await collections.tenants.acrossTenants('test').find({}))[0]?._id ?? '';
  }, 300_000);
  afterAll(async () => {
    await bus.close();
    await close();
  });

  /** Signed in before anything is armed, because a sign-in writes too. */
  async function adminToken(): Promise<string> {
    return (await signIn(running() ?? (await serve()))).accessToken;
  }

  async function tell(externalId: string, email: string): Promise<void> {
    const at = systemClock.now();
    const person = { integrationId: INTEGRATION, provider: 'connectwise', externalId, firstName: 'Demo', lastName: externalId };
    const event = newEvent(events.personSeen, {
      ...{ topic: topics.people.name, key: entityKey(tenantId, 'person', externalId), source: 'test', tenantId, at },
      data: { ...person, emails: [email], isActive: true, becomesUser: true, seenAt: timestampFromDate(at) },
    });
    await bus.publish(topics.people.name, [toBusMessage(event)]);
  }

  function linked(externalId: string): Promise<PsaPerson> {
    return eventually(async () => {
      const person = await personOf(externalId);
      const user = person?.link && (await users().get(person.link.userId));
      if (!person || user?.externalIds[INTEGRATION] !== externalId) throw new Error(`person ${externalId} is not linked`);
      return person;
    }, PATIENCE);
  }

  async function invited(email: string): Promise<string> {
    const records = createRecordStore({ store, clock: systemClock, source: 'test' }).forTenant(tenantId);
    const context = { source: 'test', pushTo: [] };
    const { _id: companyId } = await records.create('company', { name: 'Demo Customer' }, context);
    const { _id: contactId } = await records.create('contact', { companyId, firstName: 'Demo', email }, context);
    const token = await adminToken();
    await (running() ?? (await serve())).call('POST', '/v1/invitations', { token, body: { contactId } });
    return eventually(async () => {
      const [mail] = await collections.mailOutbox.acrossTenants('test').find({ to: email });
      const mailed = /#token=(\S+)/.exec(mail?.text ?? '')?.[1];
      if (mailed === undefined) throw new Error(`no mail to ${email}`);
      return mailed;
    }, PATIENCE);
  }

  it.each(['psa_people', 'credentials', 'users'])(
    'CW-51: of a person (%s) who becomes a user has one user in the end, and the reason that was decided on first',
    async (name) => {
      await running()?.process.kill();
      await tell(name, emailOf(name));
      const { signal } = await (await start(name)).exited;
      await serve();

      const person = await linked(name);

      expect([signal, person.explanation.rule]).toEqual(['SIGKILL', 'created']);
      expect(await users().count({ email: emailOf(name) })).toBe(1);
    },
    300_000,
  );

  it.each(['invitations', 'credentials', 'users'])(
    'ID-31: of an acceptance (%s) has one user in the end, who signs in with the password that was set',
    async (name) => {
      const email = `invited-${emailOf(name)}`;
      const mailed = await invited(email);
      const accept = { body: { token: mailed, password: PASSWORD } };
      const lost = await (await serve(name)).call('POST', '/v1/auth/invitation/accept', accept);
      await running()?.process.exited;
      await makeOlder();

      const again = await (await serve()).call('POST', '/v1/auth/invitation/accept', accept);

      expect([lost, again?.status]).toEqual([undefined, 204]);
      await expect(signIn(running() ?? (await serve()), { email, password: PASSWORD })).resolves.toBeDefined();
      expect(await users().count({ email })).toBe(1);
    },
    300_000,
  );

  it.each(['user_merges', 'users', 'psa_people'])(
    'ID-42: of a merge (%s) has the merge done by whoever starts next',
    async (name) => {
      const token = await adminToken();
      await (running() ?? (await serve())).call('POST', '/v1/users', {
        token,
        body: { email: `kept-${emailOf(name)}`, name: 'Kept' },
      });
      await tell(`merged-${name}`, `merged-${emailOf(name)}`);
      const mergedId = (await linked(`merged-${name}`)).link?.userId;
      const [kept] = await users().find({ email: `kept-${emailOf(name)}` });
      const body = { keptId: kept?._id, mergedId };

      const lost = await (await serve(name)).call('POST', '/v1/duplicates/merges', { token, body });
      await running()?.process.exited;
      await makeOlder();
      await serve();

      await eventually(async () => {
        const [merge] = await collections.userMerges.forTenant(tenantId).find({ keptId: kept?._id ?? '' });
        if (merge?.state !== 'done') throw new Error(`the merge is ${merge?.state ?? 'not there'}`);
      }, PATIENCE);
      expect(lost).toBeUndefined();
      expect(await users().get(kept?._id ?? '')).toMatchObject({ externalIds: { [INTEGRATION]: `merged-${name}` } });
      expect(await users().get(mergedId ?? '')).toMatchObject({ state: 'deleted', externalIds: {}, mergedInto: kept?._id });
      expect(await personOf(`merged-${name}`)).toMatchObject({ link: { userId: kept?._id } });
    },
    300_000,
  );

  /** As if the minute in which something may still be under way were over. */
  async function makeOlder(): Promise<void> {
    const older = (at: Date): Date => new Date(at.getTime() - 120_000);
    const invitations = collections.invitations.forTenant(tenantId);
    for (const { _id } of await invitations.find({ takenAt: { $exists: true } }))
      await invitations.mutate(_id, (one) => one?.takenAt && { ...one, takenAt: older(one.takenAt) });
    const merges = collections.userMerges.forTenant(tenantId);
    for (const { _id } of await merges.find({ state: 'begun' }))
      await merges.mutate(_id, (one) => one && { ...one, at: older(one.at) });
  }
});
