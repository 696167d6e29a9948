import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { startGateway, type Gateway } from '../gateway-harness.ts';
import { admin, person } from '@psa-bridge/http-server/route-suite';

let gateway: Gateway;

const integrationId = newId();
const boss = admin('t1');

beforeAll(async () => {
  gateway = await startGateway();
  const fromPsa = ['Lead', 'Won'].map((label, position) => ({
    externalId: label,
    data: { kind: 'pipeline_stage', key: label.toLowerCase(), label, position, integrationId },
    seenAt: new Date(),
  }));
  await gateway.records.forTenant('t1').applyIncoming('field_value', integrationId, fromPsa);
});
afterAll(() => gateway.stop());

async function stages(): Promise<readonly { id: string; label: string; position: number }[]> {
  const { body } = await gateway.call('GET', '/v1/field-values?kind=pipeline_stage&sort=position', { as: person('t1') });
  return body['items'] as { id: string; label: string; position: number }[];
}

async function idOf(label: string): Promise<string> {
  return (await stages()).find((stage) => stage.label === label)?.id ?? '';
}

describe('field values (SY-24)', () => {
  it('from the PSA are read-only here', async () => {
    const { status, body } = await gateway.call('PATCH', `/v1/field-values/${await idOf('Lead')}`, {
      as: boss,
      headers: { 'if-match': '"1"' },
      body: { label: 'Prospect' },
    });

    expect([status, body['code']]).toEqual([409, 'field_value_read_only']);
  });

  it('may be added here, and go to the end', async () => {
    const { status } = await gateway.call('POST', '/v1/field-values', {
      as: boss,
      body: { kind: 'pipeline_stage', key: 'local', label: 'On hold' },
    });

    expect(status).toBe(201);
    expect((await stages()).map(({ label }) => label)).toEqual(['Lead', 'Won', 'On hold']);
  });

  it('have one key each within their kind', async () => {
    const { status, body } = await gateway.call('POST', '/v1/field-values', {
      as: boss,
      body: { kind: 'pipeline_stage', key: 'won', label: 'Again' },
    });

    expect([status, body['code']]).toEqual([409, 'field_value_exists']);
  });

  it('cannot pretend to come from a PSA', async () => {
    const { status, body } = await gateway.call('POST', '/v1/field-values', {
      as: boss,
      body: { kind: 'pipeline_stage', key: 'fake', label: 'Fake', integrationId },
    });

    expect([status, body['problems']]).toEqual([400, [{ field: 'body.integrationId', message: expect.any(String) }]]);
  });

  it('take a new order, those of the PSA too, and a sync leaves it as it is', async () => {
    const ids = [await idOf('On hold'), await idOf('Won')];

    const { status } = await gateway.call('PUT', '/v1/field-values/order', { as: boss, body: { kind: 'pipeline_stage', ids } });
    await gateway.records.forTenant('t1').applyIncoming('field_value', integrationId, [
      {
        externalId: 'Lead',
        data: { kind: 'pipeline_stage', key: 'lead', label: 'Lead', position: 0, integrationId },
        seenAt: new Date(),
      },
    ]);

    expect(status).toBe(200);
    expect((await stages()).map(({ label, position }) => [label, position])).toEqual([
      ['On hold', 0],
      ['Won', 1],
      ['Lead', 2],
    ]);
  });

  it('of another kind are not taken into an order', async () => {
    const { status, body } = await gateway.call('PUT', '/v1/field-values/order', {
      as: boss,
      body: { kind: 'lead_source', ids: [await idOf('Won')] },
    });

    expect([status, body['problems']]).toEqual([400, [{ field: 'body.ids.0', message: 'there is no lead_source with this id' }]]);
  });

  it('are configuration: who is no admin may read but not change them', async () => {
    const { status, body } = await gateway.call('POST', '/v1/field-values', {
      as: person('t1', ['Product editor']),
      body: { kind: 'lead_source', key: 'x', label: 'X' },
    });

    expect([status, body['detail']]).toEqual([403, "You don't have permission to access this resource"]);
  });
});
