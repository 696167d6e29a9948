import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@psa-bridge/core';
import { createMemoryBus } from '@psa-bridge/messaging';
import { eventually } from '@psa-bridge/testing';
import type { AuditEntry, AuditPayload } from '../../src/domain/audit/entry.ts';
import { makeExpireActions } from '../../src/usecases/audit/expire-actions.ts';
import { ADMIN, startIdentityApp, type IdentityApp } from '../identity-app.ts';
import { publish, TENANT, told } from '../told.ts';

let identity: IdentityApp;
beforeEach(async () => {
  identity = await startIdentityApp({ bus: createMemoryBus({ clock: systemClock }) });
});
afterEach(() => identity.app.stop());

function entries(): Promise<AuditEntry[]> {
  return identity.collections.auditEntries.forTenant(TENANT).find({}, { sort: { _id: 1 } });
}

/** A chain of so many entries in the tenant. */
async function chain(length: number): Promise<readonly AuditEntry[]> {
  await publish(identity, ...Array.from({ length }, (_, at) => told('company.updated', new Date(Date.UTC(2026, 0, 1, 0, at)))));
  return eventually(async () => {
    const found = await entries();
    expect(found).toHaveLength(length);
    return found;
  });
}

async function verify(...args: string[]): Promise<{ problems: Record<string, unknown>[]; summary: Record<string, unknown> }> {
  const lines: Record<string, unknown>[] = [];
  const failure = await identity.app
    .command(['audit', 'verify', '--tenant', TENANT, ...args], (line) => lines.push(JSON.parse(line) as Record<string, unknown>))
    .catch((error: unknown) => error);
  const summary = lines.at(-1) ?? {};
  expect(failure === undefined).toBe(summary['problems'] === 0);
  return { problems: lines.slice(0, -1), summary };
}

describe('the chain of the audit', () => {
  it('takes an event that comes twice once', async () => {
    const event = told('company.updated', new Date());
    await publish(identity, event, event);
    await publish(identity, told('company.updated', new Date()));

    await eventually(async () => expect(await entries()).toHaveLength(2));
    expect((await verify()).problems).toEqual([]);
  });

  it('completes what a process that died left half written', async () => {
    const event = told('company.updated', new Date('2026-01-01T00:00:00Z'));
    await publish(identity, event);
    const [first] = await eventually(async () => {
      const found = await entries();
      expect(found).toHaveLength(1);
      return found;
    });
    await identity.collections.auditEntries.forTenant(TENANT).delete(first?._id ?? '');
    await identity.collections.auditHeads.forTenant(TENANT).delete(TENANT);

    await publish(identity, event);

    const [again] = await eventually(async () => {
      const found = await entries();
      expect(found).toHaveLength(1);
      return found;
    });
    expect(again?.digest).toBe(first?.digest);
    expect((await verify()).problems).toEqual([]);
  });
});

describe('the command audit verify', () => {
  const ENTRY = 'a test meddles';

  it('finds an untouched chain whole, and answers its head to be kept', async () => {
    const all = await chain(4);

    const { summary } = await verify();

    expect(summary).toMatchObject({ entries: 4, erased: 0, head: `4:${all.at(-1)?.seal}`, problems: 0 });
    expect((await verify('--head', String(summary['head']))).problems).toEqual([]);
  });

  it('names what was changed, in an entry or in what it tells', async () => {
    const [, second, third] = await chain(4);
    const change = (payload: AuditPayload) => ({ ...payload, action: { ...payload.action, kind: 'company.created' } });
    const { auditPayloads, auditEntries } = identity.collections;
    await auditPayloads.acrossTenants(ENTRY).mutate(second?.eventId ?? '', (payload) => payload && change(payload));
    await auditEntries.acrossTenants(ENTRY).mutate(third?._id ?? '', (entry) => entry && { ...entry, recordedAt: new Date(0) });

    expect((await verify()).problems).toEqual([
      expect.objectContaining({ problem: 'payload_changed', sequence: 2, eventId: second?.eventId }),
      expect.objectContaining({ problem: 'entry_changed', sequence: 3 }),
    ]);
  });

  it('names the gap where entries were taken out', async () => {
    const all = await chain(5);
    for (const { _id, eventId } of all.slice(1, 3)) {
      await identity.collections.auditEntries.acrossTenants(ENTRY).delete(_id);
      await identity.collections.auditPayloads.acrossTenants(ENTRY).delete(eventId);
    }

    expect((await verify()).problems).toEqual([expect.objectContaining({ problem: 'entries_missing', sequence: 2, until: 3 })]);
  });

  it('names entries that changed places, also where they were numbered anew', async () => {
    const [, second, third] = await chain(4);
    const swap = async (place: AuditEntry | undefined, with_: AuditEntry | undefined): Promise<void> => {
      const { _id = '', sequence = 0 } = place ?? {};
      await identity.collections.auditEntries.acrossTenants(ENTRY).delete(_id);
      if (with_)
        await identity.collections.auditEntries
          .acrossTenants(ENTRY)
          .insert({ ...with_, _id, sequence, eventId: `${with_.eventId}` });
    };
    await identity.collections.auditEntries.acrossTenants(ENTRY).delete(third?._id ?? '');
    await swap(second, third);
    await swap(third, second);

    const { problems } = await verify();

    expect(problems.filter(({ problem }) => problem === 'entry_changed').map(({ sequence }) => sequence)).toEqual([2, 3]);
    expect(problems.some(({ problem }) => problem === 'link_broken')).toBe(true);
  });

  it('names an end that was cut off, by the head in the database or one kept outside of it', async () => {
    const all = await chain(3);
    const kept = String((await verify()).summary['head']);
    const last = all.at(-1);
    await identity.collections.auditEntries.acrossTenants(ENTRY).delete(last?._id ?? '');
    await identity.collections.auditPayloads.acrossTenants(ENTRY).delete(last?.eventId ?? '');

    const byHead = await verify();
    await identity.collections.auditHeads.forTenant(TENANT).delete(TENANT);
    const byKept = await verify('--head', kept);

    const cutOff = [expect.objectContaining({ problem: 'end_cut_off', sequence: 3, until: 3 })];
    expect([byHead.problems, byKept.problems]).toEqual([cutOff, cutOff]);
  });

  it('names what was put in beside the chain, and what vanished without an erasure', async () => {
    const [first] = await chain(2);
    const payloads = identity.collections.auditPayloads.acrossTenants(ENTRY);
    const payload = await payloads.get(first?.eventId ?? '');
    if (payload) await payloads.insert({ ...payload, _id: 'forged' });
    await payloads.delete(first?.eventId ?? '');

    expect((await verify()).problems).toEqual([
      expect.objectContaining({ problem: 'payload_missing', sequence: 1 }),
      expect.objectContaining({ problem: 'payload_unchained', eventId: 'forged' }),
    ]);
  });

  it('finds a chain whole whose older actions were kept for long enough, and names one that vanished before its time', async () => {
    const all = await chain(5);
    const { clock, collections } = identity;
    const kept = `2:${all[1]?.seal}`;
    const DAY_MS = 24 * 60 * 60_000;
    const entriesOf = collections.auditEntries.forTenant(TENANT);
    const expireActions = makeExpireActions({ ...collections, clock });
    await clock.leap(40 * DAY_MS);
    await publish(identity, told('company.updated', clock.now()));
    await eventually(async () => expect(await entriesOf.count({})).toBe(6));

    await Array.fromAsync(expireActions(new Date(clock.now().getTime() - 30 * DAY_MS)));
    await Array.fromAsync(expireActions(new Date(clock.now().getTime() - 30 * DAY_MS)));

    const { problems, summary } = await verify('--head', kept);
    expect(problems).toEqual([]);
    expect(summary).toMatchObject({ entries: 7, erased: 5 });
    const payloads = collections.auditPayloads.forTenant(TENANT);
    expect((await payloads.find({})).map(({ action }) => action.kind).sort()).toEqual(['audit.expired', 'company.updated']);

    const sixth = (await entries())[5];
    await payloads.delete(sixth?.eventId ?? '');
    expect((await verify()).problems).toEqual([expect.objectContaining({ problem: 'payload_missing', sequence: 6 })]);
  });

  it('asks for the tenant, and refuses a head that is none', async () => {
    const run = (...args: string[]) => identity.app.command(['audit', 'verify', ...args], () => undefined);

    await expect(run()).rejects.toMatchObject({ code: 'option_missing' });
    await expect(run('--tenant', TENANT, '--head', ADMIN.email)).rejects.toMatchObject({ code: 'head_invalid' });
  });
});
