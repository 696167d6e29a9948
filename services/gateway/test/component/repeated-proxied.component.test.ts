import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { admin, person } from '@psa-bridge/http-server/route-suite';
import { startGateway, type Gateway, type Reply } from '../gateway-harness.ts';

const PATH = '/v1/integrations/acme/one/sync';
let gateway: Gateway;
let turn = 0;

beforeAll(async () => {
  gateway = await startGateway({ variables: { BODY_LIMIT_BYTES: '2048' } });
});
afterAll(() => gateway.stop());
beforeEach(() => {
  gateway.answers.acme = ({ body }) => ({
    status: 202,
    headers: { location: `/v1/runs/${(turn += 1)}` },
    body: JSON.stringify({ turn, given: body.toString() }),
  });
});

const asked = (): number => gateway.behind.acme.seen.length;

function post(key: string, body: object | undefined, as = admin('t1'), path = PATH): Promise<Reply> {
  return gateway.call('POST', path, { as, headers: { 'idempotency-key': key }, ...(body && { body }) });
}

describe('a POST with an Idempotency-Key to a service behind', () => {
  it('is passed on once, whole, and its answer is given again to whoever repeats it', async () => {
    const before = asked();
    const first = await post('once', { kind: 'full' });
    const again = await post('once', { kind: 'full' });

    expect([first.status, again.status, asked() - before]).toEqual([202, 202, 1]);
    expect(first.body['given']).toBe('{"kind":"full"}');
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect([first, again].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
  });

  it('may have no body', async () => {
    const before = asked();
    const [first, again] = [await post('bare', undefined), await post('bare', undefined)];

    expect([first.body['given'], again.body, asked() - before]).toEqual(['', first.body, 1]);
  });

  it('with another body is refused', async () => {
    await post('other', { kind: 'full' });
    const before = asked();

    const { status, body } = await post('other', { kind: 'delta' });

    expect([status, body['code'], asked() - before]).toEqual([422, 'idempotency_key_reused', 0]);
  });

  it("is apart from a colleague's, another tenant's and another path's with the same key", async () => {
    const before = asked();
    await post('apart', {});
    await post('apart', {}, person('t1'));
    await post('apart', {}, admin('t2'));
    await post('apart', {}, admin('t1'), '/v1/integrations/acme/two/sync');

    expect(asked() - before).toBe(4);
  });

  it('that was refused is passed on again, for it changed nothing', async () => {
    const works = gateway.answers.acme;
    gateway.answers.acme = () => ({ status: 409, body: '{"code":"already_synchronizing"}' });
    const refused = await post('refused', {});
    gateway.answers.acme = works;

    const mended = await post('refused', {});

    expect([refused.status, refused.body['code'], mended.status]).toEqual([409, 'already_synchronizing', 202]);
  });

  it('whose answer shows a secret is carried out once, and nothing of the answer is stored', async () => {
    let made = 0;
    gateway.answers.identity = () => ({
      status: 201,
      headers: { 'cache-control': 'no-store' },
      body: JSON.stringify({ key: 'shown-once', made: (made += 1) }),
    });
    const first = await post('secret', { name: 'Partner' }, admin('t1'), '/v1/api-keys');
    const again = await post('secret', { name: 'Partner' }, admin('t1'), '/v1/api-keys');

    expect([first.status, first.body['key'], again.status, made]).toEqual([201, 'shown-once', 409, 1]);
    expect(again.body['code']).toBe('idempotency_answer_not_kept');
    expect(JSON.stringify(again.body)).not.toContain('shown-once');
  });

  it('that is larger than allowed is refused, and its key may be used again', async () => {
    const large = await post('large', { text: 'x'.repeat(3000) });
    const small = await post('large', { text: 'x' });

    expect([large.status, large.body['code'], small.status]).toEqual([413, 'body_too_large', 202]);
  });

  it('is refused by name where the key is none', async () => {
    const { status, body } = await post('a b', {});

    expect([status, body['problems']]).toEqual([400, [{ field: 'header.idempotency-key', message: expect.any(String) }]]);
  });
});
