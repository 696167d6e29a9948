import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { hintsOf, isSigned } from './read-delivery.ts';

const KEY = 'demo-webhook-key';
const signatureOf = (body: string, key = KEY) => createHmac('sha256', key).update(body).digest('base64');
const bytes = (body: string) => Buffer.from(body);

const event = (more: object = {}) => ({
  ...{ resourceUrl: 'https://api.xero.example/Invoices/i-1', resourceId: 'i-1', eventDateUtc: '2026-11-02T12:00:00.000' },
  ...{ eventType: 'UPDATE', eventCategory: 'INVOICE', tenantId: 'o-1', tenantType: 'ORGANISATION' },
  ...more,
});
const delivery = (...events: unknown[]) =>
  bytes(JSON.stringify({ events, firstEventSequence: 1, lastEventSequence: events.length, entropy: 'E' }));

describe('the signature of a delivery', () => {
  it('is right over the very bytes, with any of the keys, and with nothing else', () => {
    const body = '{"events":[], "firstEventSequence":0}';

    expect(isSigned(bytes(body), signatureOf(body), ['other', KEY])).toBe(true);
    expect(isSigned(bytes(body.replace(' ', '')), signatureOf(body), [KEY])).toBe(false);
    expect(isSigned(bytes(body), signatureOf(body, 'other'), [KEY])).toBe(false);
    expect(isSigned(bytes(body), undefined, [KEY])).toBe(false);
    expect(isSigned(bytes(body), signatureOf(body), [])).toBe(false);
  });

  it('is never right by chance, whatever is given for it', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array({ maxLength: 200 }), (signature, body) => {
        expect(isSigned(body, signature, [KEY])).toBe(false);
      }),
    );
  });
});

describe('what a delivery tells of', () => {
  it('is each changed document or contact once; what was made is not looked at', () => {
    const events = [
      ...[event(), event({ eventDateUtc: '2026-11-02T12:00:01' }), event({ resourceId: 'i-2', eventType: 'CREATE' })],
      ...[event({ resourceId: 'n-1', eventCategory: 'CREDITNOTE' }), event({ resourceId: 'c-1', eventCategory: 'CONTACT' })],
      ...[event({ eventCategory: 'SUBSCRIPTION' }), event({ eventCategory: 'toString' }), event({ resourceId: '' }), null, 5],
    ];

    expect(hintsOf(delivery(...events)).map(({ entityType, externalId }) => `${entityType} ${externalId}`)).toEqual([
      'invoice i-1',
      'invoice n-1',
      'contact c-1',
    ]);
  });

  it('is nothing of a handshake, whose numbers are nought', () => {
    expect(hintsOf(bytes('{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"A"}'))).toEqual([]);
  });

  it('is read whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map(bytes),
          fc.array(fc.jsonValue()).map((some) => delivery(...some)),
        ),
        (body) => {
          for (const hint of hintsOf(body)) expect(hint.externalId).not.toBe('');
        },
      ),
    );
  });
});
