import { describe, expect, it } from '@jest/globals';
import { AppError, Secret } from '@psa-bridge/core';
import fc from 'fast-check';
import { redact, redactBody } from './redact.ts';
import { redactText, redactUrl } from './redact-text.ts';
import { isPersonalKey, isSecretKey, SECRET_KEYS } from './redacted-keys.ts';

const NAMES = [
  ...SECRET_KEYS,
  'Api-Key',
  'x-api-key',
  'ApiIntegrationCode',
  'UserName',
  'Secret',
  'X-Hook-Signature',
  'client_secret',
  'privateKey',
  'newPassword',
  'Set-Cookie',
];

const textOf = (value: unknown): string => JSON.stringify(redact(value));

describe('names', () => {
  it.each(NAMES)('%s is a secret', (name) => {
    expect(isSecretKey(name)).toBe(true);
  });

  it.each(['emailAddress', 'emailAddress2', 'EMail', 'contact_email', 'firstName', 'mobilePhone', 'alternatePhone1'])(
    '%s is personal',
    (name) => {
      expect(isPersonalKey(name)).toBe(true);
    },
  );

  it.each(['id', 'companyName', 'status', 'tokenCount', 'secretary', 'requestId', 'billingCodeID', 'emailed', 'userId', 'key'])(
    '%s is shown',
    (name) => {
      expect(isSecretKey(name) || isPersonalKey(name)).toBe(false);
    },
  );
});

describe('redaction of values', () => {
  it.each(NAMES)('hides %s at several depths and keeps what is beside it', (name) => {
    const value = {
      [name]: 'hunter2',
      outer: [{ [name]: { inner: 'hunter2' }, kept: 1 }, [[{ [name]: ['hunter2'] }]]],
      map: new Map([[name, 'hunter2']]),
      set: new Set([{ [name]: 'hunter2' }]),
    };

    const text = textOf(value);

    expect(text).not.toContain('hunter2');
    expect(text).toContain('"kept":1');
  });

  it('hides secrets in header lists, pairs, filters and Headers', () => {
    const value = {
      raw: ['Accept', 'json', 'ApiIntegrationCode', 'hunter2'],
      pairs: [
        ['UserName', 'hunter2'],
        ['accept', 'json'],
      ],
      list: [{ name: 'Secret', value: 'hunter2' }],
      filter: { op: 'eq', field: 'emailAddress', value: 'ada' },
      headers: new Headers({ Authorization: 'hunter2', accept: 'json' }),
    };

    const text = textOf(value);

    expect(text).not.toMatch(/hunter2|ada/);
    expect(text.match(/json/g)).toHaveLength(3);
  });

  it('hides secrets in errors, their details, their causes and what they are made of', () => {
    const cause = Object.assign(new Error('GET https://ada:hunter2@example.com/?apiKey=hunter2 failed'), {
      config: { headers: { Authorization: 'Bearer hunter2' } },
    });
    const middle = new AppError('middle', { code: 'c', kind: 'rejected', details: { password: 'hunter2', n: 7 }, cause });
    const error = new AggregateError([middle, new Error('password=hunter2')], 'outer', { cause: middle });

    const text = textOf({ nested: { error }, secret: new Secret('hunter2'), plain: new Secret('hunter2') });

    expect(text).not.toContain('hunter2');
    expect(text).toContain('middle');
    expect(text).toContain('"n":7');
  });

  it('shows that a personal datum is missing', () => {
    expect(redact({ emailAddress: '', phone: null, firstName: 'Ada' })).toEqual({
      emailAddress: '',
      phone: null,
      firstName: '[redacted]',
    });
  });

  it('takes bytes, dates, addresses, large numbers and objects with toJSON as what they stand for', () => {
    const at = new Date('2026-01-05T08:00:00Z');
    const value = {
      at,
      bytes: Buffer.from('hunter2'),
      n: 12n,
      url: new URL('https://e.example/?token=t'),
      own: { toJSON: () => 7 },
    };

    expect(redact(value)).toEqual({ at, bytes: '[7 bytes]', n: '12', url: 'https://e.example/?token=%5Bredacted%5D', own: 7 });
  });

  it('ends for circles and for members that cannot be read', () => {
    const circle: Record<string, unknown> = { kept: 1 };
    circle['self'] = [circle];
    const hostile = {
      get boom(): never {
        throw new Error('no');
      },
    };

    expect(redact(circle)).toEqual({ kept: 1, self: ['[circular]'] });
    expect(redact({ hostile })).toEqual({ hostile: '[unreadable]' });
  });

  it('is total, and gives what JSON can hold', () => {
    fc.assert(fc.property(fc.anything({ withDate: true, withMap: true, withSet: true }), (value) => void textOf(value)));
  });

  it('finds a secret wherever it is planted', () => {
    const planted = fc.tuple(fc.jsonValue(), fc.constantFrom(...NAMES), fc.array(fc.boolean(), { maxLength: 8 }));

    fc.assert(
      fc.property(planted, ([beside, name, path]) => {
        const leaf: unknown = { beside, [name]: 'hunter2-planted' };
        const value = path.reduce((inner, isList) => (isList ? [beside, inner] : { inner, beside }), leaf);

        expect(textOf(value)).not.toContain('hunter2-planted');
        expect(redactText(JSON.stringify(value))).not.toContain('hunter2-planted');
        expect(redactText(JSON.stringify({ body: JSON.stringify(value) }))).not.toContain('hunter2-planted');
      }),
    );
  });
});

describe('redaction of text', () => {
  it.each([
    ['Authorization: Basic aHVudGVyMjpodW50ZXIy', 'Authorization: [redacted] [redacted]'],
    ['sent Bearer abc.def-hunter2 to them', 'sent Bearer [redacted] to them'],
    ['grant_type=x&client_secret=hunter2&n=1', 'grant_type=x&client_secret=[redacted]&n=1'],
    ['{"a":1,"password":"hun\\"ter2","b":2', '{"a":1,"password":"[redacted]","b":2'],
    ['{"password":"hunter2 and cut he', '{"password":"[redacted]'],
    ['"{\\"password\\":\\"hunter2\\",\\"n\\":1}"', '"{\\"password\\":\\"[redacted]\\",\\"n\\":1}"'],
    ['mongodb://root:hunter2@db:27017/x', 'mongodb://[redacted]@db:27017/x'],
    ['no contact ada.lovelace+x@mail.example.com here', 'no contact [redacted] here'],
    ['token eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl end', 'token [redacted] end'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\nx', '[redacted]\nx'],
    ['node_modules/foo@1.2.3/index.js:10:5', 'node_modules/foo@1.2.3/index.js:10:5'],
    ['companyID: 12, status=3', 'companyID: 12, status=3'],
  ])('%j', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it('finds secrets in a body that is cut anywhere', () => {
    const body = JSON.stringify({ a: [1, { secret: 'hunter2-hunter2' }], b: 'x' });

    fc.assert(
      fc.property(fc.nat(body.length), (length) => {
        expect(redactBody(body.slice(0, length))).not.toContain('hunt');
      }),
    );
  });

  it('takes linear work for hostile text', () => {
    const hostile = [
      'a'.repeat(200_000),
      'a:'.repeat(100_000),
      '"\\'.repeat(100_000),
      'x@'.repeat(100_000),
      '://'.repeat(50_000),
    ];

    for (const text of hostile) expect(typeof redactText(`${text}password=hunter2`)).toBe('string');
  });

  it('hides secrets in addresses and changes nothing else in them', () => {
    expect(redactUrl('https://user:hunter2@example.com/a?token=hunter2&page=2')).toBe(
      'https://example.com/a?token=%5Bredacted%5D&page=2',
    );
    expect(redactUrl('https://example.com/a?search=%7B%22op%22:1%7D')).toBe('https://example.com/a?search=%7B%22op%22:1%7D');
    expect(redactUrl('https://example.com/q?search={"value":"ada@mail.example.com"}')).not.toContain('ada');
    expect(redactUrl('/relative?apiKey=hunter2')).toBe('/relative?apiKey=[redacted]');
  });

  it('cuts long bodies and says how long they were', () => {
    expect(redactBody('x'.repeat(9_000))).toBe(`${'x'.repeat(8_000)}… (9000 characters)`);
    expect(redactBody(undefined)).toBe('');
  });
});
