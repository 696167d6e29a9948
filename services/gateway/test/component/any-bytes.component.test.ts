import { once } from 'node:events';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { admin } from '@psa-bridge/http-server/route-suite';
import fc from 'fast-check';
import { startGateway, type Gateway } from '../gateway-harness.ts';

/** What says that it has more to come is waited for so long: longer than a busy machine takes to read what is all there. */
const PATIENCE_MS = '20000';
/** Of hundreds of requests, one after the other. */
const LIMIT_MS = 180_000;

let gateway: Gateway;
let token: string;

beforeAll(async () => {
  gateway = await startGateway({ variables: { HEADERS_TIMEOUT_MS: PATIENCE_MS, REQUEST_TIMEOUT_MS: PATIENCE_MS } });
  token = await gateway.tokens.sign(admin('us'));
});
afterAll(() => gateway.stop());

interface Sent {
  method?: string;
  target: string;
  headers?: readonly (readonly [string, string])[];
  body?: string | Uint8Array;
}

interface Answered {
  /** Undefined where the connection was closed without a word. */
  status: number | undefined;
  problem: Readonly<Record<string, unknown>> | undefined;
}

/** Whoever asks first whether a body may come is told to go on. */
const INTERIM = /^HTTP\/1\.1 1\d\d .*?\r\n\r\n/s;

/** Writes bytes as they are, which a client of a library would put right first. */
async function write(bytes: Uint8Array, isAll = false): Promise<Answered> {
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(bytes);
  if (isAll) socket.end();
  const text = (await buffer(socket).catch(() => Buffer.alloc(0))).toString().replace(INTERIM, '');
  const [head = ''] = text.split('\r\n\r\n', 1);
  const isProblem = /^content-type: application\/problem\+json/im.test(head);
  const status = /^HTTP\/1\.1 (\d+)/.exec(head)?.[1];
  return {
    status: status === undefined ? undefined : Number(status),
    // Between the lengths of its pieces, where it came in some.
    problem: isProblem ? (JSON.parse(/\{.*\}/s.exec(text.slice(head.length))?.[0] ?? '') as Answered['problem']) : undefined,
  };
}

function send({ method = 'GET', target, headers = [], body }: Sent): Promise<Answered> {
  const content = body === undefined ? Buffer.alloc(0) : Buffer.from(body);
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...['host: gateway', 'connection: close', `authorization: Bearer ${token}`],
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : [`content-length: ${content.length}`]),
  ];
  return write(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), content]));
}

const JSON_TYPE = ['content-type', 'application/json'] as const;

function save(body: string | Uint8Array, ...headers: readonly (readonly [string, string])[]): Promise<Answered> {
  return send({ method: 'POST', target: '/v1/companies', body, headers: [JSON_TYPE, ...headers] });
}

/** Whatever a request may be refused with (`openapi-problems.ts` of http-server), and what there is where there is no operation. */
const REFUSALS = [400, 401, 403, 404, 405, 408, 409, 412, 413, 415, 422, 428, 429, 431];

/** It was done, or refused by a status that is documented, with a problem that says why. */
function expectMeant({ status = 0, problem }: Answered): void {
  if (status >= 200 && status < 400) return;
  expect(REFUSALS).toContain(status);
  expect(problem).toMatchObject({ status, code: expect.any(String), detail: expect.any(String) });
}

const runs = { numRuns: 150 };
const LINE_ENDS = [0x0a, 0x0d];
/** More than ends of lines, which may come before a request and are none. */
const anyBytes = fc
  .uint8Array({ minLength: 1, maxLength: 200 })
  .filter((bytes) => bytes.some((byte) => !LINE_ENDS.includes(byte)));
/** Of the line of a request every byte but those that end it. */
const lineText = fc.array(fc.integer({ min: 0x21, max: 0xff }), { maxLength: 60 }).map((bytes) => String.fromCharCode(...bytes));
const encoded = fc
  .array(fc.nat(0xff), { maxLength: 20 })
  .map((bytes) => bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
const piece = fc.oneof(
  lineText,
  encoded,
  fc.constantFrom('%', '%zz', '%00', '%ED%A0%80', '%C0%AF', '..', '__proto__', '', '%25', '#', '?'),
);

describe('a request of any bytes', () => {
  it(
    'is answered as none where it is none',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyBytes, async (bytes) => {
          const answered = await write(bytes, true);

          expect([400, 408, 431]).toContain(answered.status);
          expectMeant(answered);
        }),
        runs,
      );
    },
    LIMIT_MS,
  );

  it(
    'is refused by a documented problem, wherever it leads',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE'),
          fc.array(piece, { maxLength: 4 }),
          async (method, pieces) => {
            for (const start of ['/', '/v1/companies/', '/v1/issues/', '/public-api/', '/v1/webhooks/acme/'])
              expectMeant(await send({ method, target: `${start}${pieces.join('/')}` }));
          },
        ),
        { numRuns: 60 },
      );
    },
    LIMIT_MS,
  );

  it(
    'is refused by a documented problem, whatever its query',
    async () => {
      const name = fc.oneof(fc.constantFrom('from', 'size', 'cursor', 'sort', 'name', '__proto__', 'filter'), piece);
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(name, piece), { maxLength: 4 }), async (pairs) => {
          expectMeant(await send({ target: `/v1/companies?${pairs.map((pair) => pair.join('=')).join('&')}` }));
        }),
        runs,
      );
    },
    LIMIT_MS,
  );

  it(
    'is refused by a documented problem, whatever its headers',
    async () => {
      const names = [
        'if-match',
        'idempotency-key',
        'content-type',
        'content-encoding',
        'x-request-id',
        'traceparent',
        'api-key',
        'accept',
        'x-forwarded-for',
        'expect',
        'transfer-encoding',
      ];
      const text = fc
        .array(fc.integer({ min: 0x20, max: 0xff }), { maxLength: 40 })
        .map((bytes) => String.fromCharCode(...bytes));
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...names), text, async (header, value) => {
          expectMeant(await save('{"name":"Example Ltd"}', [header, value]));
          expectMeant(await send({ method: 'POST', target: '/v1/issues/retry-all', body: '{}', headers: [[header, value]] }));
        }),
        runs,
      );
    },
    LIMIT_MS,
  );

  it(
    'is refused by a documented problem, whatever its body',
    async () => {
      const value = fc.oneof(
        fc.json(),
        fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
        fc.constantFrom('1e400', '-0', '123456789012345678901234567890', '{"__proto__":1}'),
      );
      const body = fc.oneof(
        anyBytes,
        fc
          .tuple(fc.constantFrom('name', 'customFields', 'address', 'isActive', 'parentId', '__proto__'), value)
          .map(([field, text]) => `{"name":"Example Ltd",${JSON.stringify(field)}:${text}}`),
        fc
          .dictionary(fc.string({ unit: 'binary' }), fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null)))
          .map((customFields) => JSON.stringify({ name: 'Example Ltd', customFields })),
      );
      await fc.assert(
        fc.asyncProperty(body, async (content) => expectMeant(await save(content))),
        runs,
      );
    },
    LIMIT_MS,
  );
});

describe('a path with an empty part', () => {
  it.each(['/v1/issues//[', '/v1/issues//%', '/v1/issues//:99999', '/v1/issues//other.example/x'])(
    'goes whole to the service behind, and nowhere else: %s',
    async (target) => {
      const { status } = await send({ target });

      expect([status, gateway.behind.issues.seen.at(-1)?.url]).toEqual([404, target]);
    },
  );
});

const LONG = 'x'.repeat(20_000);
const deep = `{"name":"a","customFields":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;

describe('what cannot be read', () => {
  it.each<[string, Sent, number, string]>([
    ['a URL that is too long', { target: `/v1/companies?name=${LONG}` }, 431, 'headers_too_large'],
    ['a header that is too long', { target: '/v1/companies', headers: [['x-long', LONG]] }, 431, 'headers_too_large'],
    ['a path that is not percent-encoded', { target: '/v1/companies/%zz' }, 400, 'invalid_request'],
    ['a path of half a character', { target: '/v1/companies/%ED%A0%80' }, 400, 'invalid_request'],
    ['a path with a zero byte', { target: '/v1/companies/%00' }, 400, 'invalid_request'],
    ['a parameter given twice', { target: '/v1/companies?size=1&size=2' }, 400, 'invalid_request'],
    [
      'two lengths',
      {
        target: '/v1/companies',
        headers: [
          ['content-length', '1'],
          ['content-length', '2'],
        ],
      },
      400,
      'malformed_request',
    ],
    [
      'a length and pieces',
      { target: '/v1/companies', headers: [['transfer-encoding', 'chunked']], body: '0\r\n\r\n' },
      400,
      'malformed_request',
    ],
  ])('%s is refused by name', async (_what, sent, status, code) => {
    const answered = await send(sent);

    expect([answered.status, answered.problem?.['code']]).toEqual([status, code]);
  });

  it.each<[string, string | Uint8Array, readonly (readonly [string, string])[], [number, string]]>([
    ['a member named twice', '{"name":"a","name":"b"}', [], [400, 'invalid_request']],
    ['half of a character', String.raw`{"name":"\ud800"}`, [], [400, 'invalid_request']],
    ['a name with a zero byte', String.raw`{"name":"a","customFields":{"\u0000":1}}`, [], [400, 'invalid_request']],
    ['a number beyond all', '{"name":"a","customFields":{"x":1e400}}', [], [400, 'invalid_request']],
    ['nesting without end', deep, [], [400, 'invalid_request']],
    ['other bytes than UTF-8', Buffer.from([0x22, 0xff, 0x22]), [], [400, 'malformed_json']],
    ['another charset', '{"name":"a"}', [['content-type', 'application/json; charset=utf-16']], [415, 'unsupported_media_type']],
    ['another type', '{"name":"a"}', [['content-type', 'text/plain']], [415, 'unsupported_media_type']],
    ['an unknown encoding', '{"name":"a"}', [['content-encoding', 'rot13']], [415, 'unsupported_media_type']],
    ['what does not unpack', '{"name":"a"}', [['content-encoding', 'gzip']], [400, 'body_unreadable']],
    [
      'what unpacks without end',
      gzipSync(Buffer.alloc(50_000_000, ' ')),
      [['content-encoding', 'gzip']],
      [413, 'body_too_large'],
    ],
  ])('a body with %s is refused by name', async (_what, body, given, refusal) => {
    const hasType = given.some(([name]) => name === 'content-type');
    const headers = hasType ? given : [JSON_TYPE, ...given];

    const { status, problem } = await send({ method: 'POST', target: '/v1/companies', body, headers });

    expect([status, problem?.['code']]).toEqual(refusal);
  });
});
