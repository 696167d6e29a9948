import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodePayload, events, topics, type ActionTaken } from '@psa-bridge/contracts';
import { eventually } from '@psa-bridge/testing';
import { startGateway, type Gateway } from '../gateway-harness.ts';
import { admin } from '@psa-bridge/http-server/route-suite';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
  await gateway.announce('us');
});
afterAll(() => gateway.stop());

async function told(): Promise<readonly ActionTaken[]> {
  const all: ActionTaken[] = [];
  for await (const { value } of gateway.bus.readAll(topics.audit.name)) all.push(decodePayload(events.actionTaken, value));
  return all;
}

/** The action of this request, once it was told. */
function actionOf(request: string): Promise<ActionTaken | undefined> {
  return eventually(async () => {
    const ofRequest = (await told()).filter(({ requestId }) => requestId === request);
    expect(ofRequest).toHaveLength(1);
    return ofRequest[0];
  });
}

describe('what is written through the gateway', () => {
  it('is told to the audit with who, the address that really called, the request, and the fields before and after (OP-01)', async () => {
    const as = admin('us');
    const company = await gateway.call('POST', '/v1/companies', { as, body: { name: 'Demo Ltd' } });
    const { body } = await gateway.call('POST', '/v1/contacts', {
      as,
      body: { companyId: company.body['id'], email: 'ann@demo.example', firstName: 'Ann', lastName: 'Old', jobTitle: 'Buyer' },
    });

    const changed = await gateway.call('PATCH', `/v1/contacts/${String(body['id'])}`, {
      as,
      body: { lastName: 'New', jobTitle: 'Owner' },
      headers: { 'if-match': '"1"', 'x-request-id': 'request-of-the-test', 'x-forwarded-for': '192.0.2.99' },
    });
    const action = await actionOf('request-of-the-test');

    expect(changed.status).toBe(200);
    expect(action).toMatchObject({ kind: 'contact.updated', actorKind: 'user', actorId: as.subject, recordId: body['id'] });
    expect(action?.address).toMatch(/127\.0\.0\.1$/);
    expect(action?.changes.map(({ field }) => field)).toEqual(['jobTitle', 'lastName']);
    expect(action?.changes[0]).toMatchObject({ beforeJson: '"Buyer"', afterJson: '"Owner"' });
    expect(JSON.stringify(action?.changes)).not.toMatch(/Old|New/);
  });

  it.each([
    ['/v1/public-api-settings', 'public_api_settings.saved', { isEnabled: true }, ['isEnabled', 'false', 'true']],
    ['/v1/procurement-settings', 'procurement_settings.saved', { approvalAbove: '100.00' }, ['approvalAbove', '', '"100.00"']],
  ])(
    'tells of %s what was decided before and is now, and nothing where nothing changed (OP-01)',
    async (path, kind, body, change) => {
      const as = admin('us');
      const of = path.slice('/v1/'.length);
      const put = (request: string) => gateway.call('PUT', path, { as, body, headers: { 'x-request-id': request } });

      await put(`first-${of}`);
      await put(`again-${of}`);
      const action = await actionOf(`first-${of}`);
      await gateway.call('POST', '/v1/companies', {
        as,
        body: { name: 'Later Ltd' },
        headers: { 'x-request-id': `later-${of}` },
      });
      await actionOf(`later-${of}`);

      const [field, beforeJson, afterJson] = change;
      expect(action).toMatchObject({ kind, actorId: as.subject, changes: [{ field, beforeJson, afterJson }] });
      expect((await told()).filter(({ requestId }) => requestId === `again-${of}`)).toEqual([]);
    },
  );
});
