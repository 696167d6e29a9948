import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { isSignatureValid, parseWebhook } from './autotask.webhook.ts';

const SECRET = 'demo-webhook-secret';
const sign = (text: string, secret = SECRET): string => `sha1=${createHmac('sha1', secret).update(text).digest('base64')}`;
const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

describe("Autotask's webhook signature", () => {
  it('is accepted over the raw bytes', () => {
    const body = '{"Action":"Update", "Guid":"g" ,"Id":7}';

    expect(isSignatureValid(bytes(body), sign(body), SECRET)).toBe(true);
  });

  it('is accepted over the text with escaped characters, as Autotask signs non-ASCII content', () => {
    const body = '{"Fields":{"companyName":"Müller & Söhne"}}';
    const signedText = '{"Fields":{"companyName":"M\\u00FCller \\u0026 S\\u00F6hne"}}';

    expect(isSignatureValid(bytes(body), sign(signedText), SECRET)).toBe(true);
  });

  it('is refused for another secret, another body, no header and a header of another form', () => {
    const body = '{"Action":"Update"}';

    expect(isSignatureValid(bytes(body), sign(body, 'other'), SECRET)).toBe(false);
    expect(isSignatureValid(bytes(`${body} `), sign(body), SECRET)).toBe(false);
    expect(isSignatureValid(bytes(body), undefined, SECRET)).toBe(false);
    expect(isSignatureValid(bytes(body), 'md5=abc', SECRET)).toBe(false);
    expect(isSignatureValid(bytes(body), 'sha1=', SECRET)).toBe(false);
  });

  it('never accepts what was not signed, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (body, header) => {
        expect(isSignatureValid(body, header, SECRET)).toBe(false);
      }),
    );
  });
});

describe('an Autotask webhook body', () => {
  it('is read as a hint that names the entity and the sequence', () => {
    const body = bytes(
      '{"Action":"Update","Guid":"g1","EntityType":"Account","Id":174,"EventTime":"2026-03-01T14:05:00Z","SequenceNumber":42,"Fields":{}}',
    );

    expect(parseWebhook(body)).toEqual({
      webhookGuid: 'g1',
      action: 'updated',
      entityType: 'company',
      externalId: '174',
      sequence: 42,
      occurredAt: '2026-03-01T14:05:00Z',
    });
  });

  it('may be the Deactivated message, which has no entity', () => {
    expect(parseWebhook(bytes('{"Action":"Deactivated","Guid":"g1"}'))).toMatchObject({
      action: 'deactivated',
      entityType: undefined,
    });
  });

  it('that cannot be read is refused with the field that is wrong', () => {
    expect(() => parseWebhook(bytes('not json'))).toThrow('The body is not JSON.');
    expect(() => parseWebhook(bytes('{"Action":"Update"}'))).toThrow(/^Guid: /);
    expect(() => parseWebhook(bytes('{"Action":"Explode","Guid":"g"}'))).toThrow(/^Action: "Explode" is not one of/);
  });

  it('is answered with a hint or an AppError, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(bytes)), (body) => {
        try {
          parseWebhook(body);
        } catch (error) {
          expect(error).toMatchObject({ code: 'webhook_unreadable', kind: 'invalid_input' });
        }
      }),
    );
  });
});
