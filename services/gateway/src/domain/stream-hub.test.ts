import { describe, expect, it } from '@jest/globals';
import type { Caller } from '@psa-bridge/core';
import fc from 'fast-check';
import type { StreamEvent } from './stream-event.ts';
import { createStreamHub, type StreamHub } from './stream-hub.ts';

const anna: Caller = { tenantId: 't1', subject: 'anna', isAdmin: false, permissions: [] };

function event(id: string, access: StreamEvent['access'] = 'signed-in'): StreamEvent {
  return { id, type: 'sync-progress', access, data: {} };
}

function listen(hub: StreamHub, caller: Caller, lastEventId?: string) {
  const heard: string[] = [];
  const subscription = hub.subscribe({ caller, lastEventId, deliver: (delivered) => heard.push(delivered.id) });
  return { heard, subscription };
}

describe('createStreamHub', () => {
  it('tells the clients of one tenant and of no other', () => {
    const hub = createStreamHub({ eventsPerTenant: 10, tenants: 10 });
    const mine = listen(hub, anna);
    const other = listen(hub, { ...anna, tenantId: 't2' });

    hub.publish('t1', event('1'));

    expect([mine.heard, other.heard]).toEqual([['1'], []]);
  });

  it('tells of issues only who may see them, and admins', () => {
    const hub = createStreamHub({ eventsPerTenant: 10, tenants: 10 });
    const plain = listen(hub, anna);
    const manager = listen(hub, { ...anna, permissions: ['Issue manager'] });
    const admin = listen(hub, { ...anna, isAdmin: true });

    hub.publish('t1', event('1', ['Issue manager']));

    expect([plain.heard, manager.heard, admin.heard]).toEqual([[], ['1'], ['1']]);
  });

  it('ignores an event that was published before', () => {
    const hub = createStreamHub({ eventsPerTenant: 10, tenants: 10 });
    const mine = listen(hub, anna);

    hub.publish('t1', event('1'));
    hub.publish('t1', event('1'));

    expect(mine.heard).toEqual(['1']);
  });

  it('gives a returning client what it missed and may see', () => {
    const hub = createStreamHub({ eventsPerTenant: 10, tenants: 10 });
    for (const published of [event('1'), event('2'), event('3', ['Issue manager']), event('4')]) hub.publish('t1', published);

    const { subscription } = listen(hub, anna, '1');

    expect(subscription.missed.map((missed) => missed.id)).toEqual(['2', '4']);
    expect(subscription.isComplete).toBe(true);
  });

  it('says so when the last seen event is known no more', () => {
    const hub = createStreamHub({ eventsPerTenant: 2, tenants: 10 });
    for (const id of ['1', '2', '3']) hub.publish('t1', event(id));

    expect(listen(hub, anna, '1').subscription).toMatchObject({ missed: [], isComplete: false });
  });

  it('forgets the tenant that was quiet for longest', () => {
    const hub = createStreamHub({ eventsPerTenant: 10, tenants: 2 });
    hub.publish('t1', event('1'));
    hub.publish('t2', event('2'));
    hub.publish('t1', event('3'));
    hub.publish('t3', event('4'));

    const known = [listen(hub, anna, '3'), listen(hub, { ...anna, tenantId: 't2' }, '2')].map(
      ({ subscription }) => subscription.isComplete,
    );

    expect(known).toEqual([true, false]);
  });

  it('tells nothing to a client that left', () => {
    const hub = createStreamHub({ eventsPerTenant: 10, tenants: 10 });
    const { heard, subscription } = listen(hub, anna);

    subscription.end();
    subscription.end();
    hub.publish('t1', event('1'));

    expect([heard, hub.size()]).toEqual([[], 0]);
  });

  it('gives a returning client exactly the newest events after its last, in order, or says that it cannot', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), fc.integer({ min: 1, max: 12 }), (published, lastSeen, kept) => {
        const hub = createStreamHub({ eventsPerTenant: kept, tenants: 2 });
        const ids = Array.from({ length: published }, (_, index) => String(index));
        for (const id of ids) hub.publish('t1', event(id));

        const { subscription } = listen(hub, anna, String(lastSeen));

        const isKnown = ids.slice(-kept).includes(String(lastSeen));
        expect(subscription.isComplete).toBe(isKnown);
        expect(subscription.missed.map((each) => each.id)).toEqual(isKnown ? ids.slice(lastSeen + 1) : []);
      }),
    );
  });
});
