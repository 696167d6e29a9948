import { describe, expect, it } from '@jest/globals';
import { isAppError, Secret } from '@psa-bridge/core';
import fc from 'fast-check';
import { hasCredentials } from './credentials.ts';
import { readDelivery } from './delivery.ts';

const bytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
const DELIVERY = {
  ...{ id: '7e3c0c1e-0000-4000-8000-000000000001', notification_id: 4, escmsg_id: 0, event: 'Client Updated' },
  ...{ webhook_id: '7e3c0c1e-0000-4000-8000-000000000002', timestamp: '2026-01-05T08:00:00' },
};
const HINT = { entityType: 'company', externalId: '12', action: 'updated', webhookId: DELIVERY.webhook_id };

describe('a delivery of HaloPSA (halopsa.md section 7)', () => {
  it.each([
    ['in a member of its own', { ...DELIVERY, object_id: 12 }],
    ['under another name', { ...DELIVERY, objectid: '12' }],
    ['in the entity itself', { ...DELIVERY, client: { id: 12, name: 'Demo' } }],
    ['in an entity without a name of its own', { ...DELIVERY, data: { id: '12' } }],
  ])('says which entity changed, by an id %s', (_where, delivery) => {
    expect(readDelivery(bytes(delivery), 'company')).toEqual([HINT]);
  });

  it('of several occurrences hints at each', () => {
    const batch = [
      { ...DELIVERY, object_id: 12 },
      { ...DELIVERY, event: 'New Client Created', object_id: 13 },
    ];

    expect(readDelivery(bytes(batch), 'company')).toEqual([HINT, { ...HINT, externalId: '13', action: 'created' }]);
  });

  it.each([
    ['its own id, which is not that of the entity', DELIVERY, 'company'],
    ['an id that is none', { ...DELIVERY, object_id: -1, client: { id: 'x' } }, 'company'],
    ['another channel', { ...DELIVERY, object_id: 12 }, 'opportunity'],
  ])('with %s is no hint', (_what, delivery, channel) => {
    expect(readDelivery(bytes(delivery), channel)).toEqual([]);
  });

  it('that is none is refused, and whatever the bytes no id gets through that is no row', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(text)),
          fc.object().map(bytes),
        ),
        (raw) => {
          try {
            for (const { externalId } of readDelivery(raw, 'contact')) expect(externalId).toMatch(/^[1-9]\d{0,14}$/);
          } catch (error) {
            expect(isAppError(error) && error.code).toBe('invalid_input');
          }
        },
      ),
    );
  });
});

describe('its credentials', () => {
  const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

  it('are those that its webhook was given', () => {
    const secret = new Secret('demo-secret');

    expect(hasCredentials(basic('psa-bridge:demo-secret'), secret)).toBe(true);
    expect(
      [basic('psa-bridge:another'), basic('halo:demo-secret'), undefined].map((given) => hasCredentials(given, secret)),
    ).toEqual([false, false, false]);
  });
});
