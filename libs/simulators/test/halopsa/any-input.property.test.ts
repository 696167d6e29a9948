import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clientForm, DEMO, useSimulator } from './harness.ts';

const halo = useSimulator();

const text = fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom('__proto__', 'constructor', 'true', '1', '-1', '1900-01-01'));

describe('the simulated HaloPSA under any input', () => {
  it('answers a list or a problem, whatever parameters are sent (halopsa.md 5)', async () => {
    const name = fc.constantFrom(
      'pageinate',
      'page_no',
      'page_size',
      'count',
      'order',
      'orderdesc',
      'search',
      'advanced_search',
      'includeinactive',
      'activeinactive',
      'idonly',
      'lastupdatefromdate',
      'client_id',
      'domain',
      'status_id',
      'lookupid',
    );
    const path = fc.constantFrom('Client', 'Users', 'Opportunities', 'Quotation', 'Lookup', 'Status', 'Item');
    await fc.assert(
      fc.asyncProperty(path, fc.dictionary(name, text, { maxKeys: 5 }), async (collection, parameters) => {
        const { status, json } = await halo.api.get(`${collection}?${new URLSearchParams(parameters).toString()}`);
        const shape =
          status === 200 ? Array.isArray(json) || typeof json.record_count === 'number' : typeof json.errors === 'object';

        expect([[200, 400].includes(status), shape, halo.simulator.bugs()]).toEqual([true, true, []]);
      }),
      { numRuns: 300 },
    );
  });

  it('answers any body of a POST with what it stored or with an error (halopsa.md 4, 9)', async () => {
    const line = fc.record(
      { id: fc.integer(), item_id: fc.integer(), quantity: fc.jsonValue(), price: fc.double(), name: text },
      { requiredKeys: [] },
    );
    const element = fc.record(
      {
        id: fc.constantFrom<unknown>(DEMO.quotation, 0, null, 99_999, 'x', -1),
        title: fc.jsonValue(),
        status: fc.jsonValue(),
        date: fc.oneof(text, fc.jsonValue()),
        lines: fc.oneof(fc.array(line, { maxLength: 3 }), fc.jsonValue()),
        customfields: fc.jsonValue(),
        new_external_link: fc.jsonValue(),
        new_ticket_status: fc.jsonValue(),
        _create_so: fc.jsonValue(),
        _validateonly: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    const body = fc.oneof(
      fc.array(fc.oneof({ arbitrary: element, weight: 5 }, fc.jsonValue()), { maxLength: 3 }).map((one) => JSON.stringify(one)),
      fc.jsonValue().map((one) => JSON.stringify(one)),
      text,
    );
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        const { status } = await halo.api.call('POST', 'Quotation', { body: sent });

        expect([[201, 400, 404].includes(status), halo.simulator.bugs()]).toEqual([true, []]);
      }),
      { numRuns: 400 },
    );
  });

  it('leaves the data as it was when a batch is refused (halopsa.md 4)', async () => {
    const good = fc.record({
      name: fc.string({ minLength: 1 }).filter((name) => name.trim() !== ''),
      newclient_contactname: text,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(good, { maxLength: 4 }), fc.nat(4), async (elements, at) => {
        const before = JSON.stringify(
          ['Client', 'Site', 'Users'].map((entity) => halo.simulator.control.list({ entity, limit: 1_000 })),
        );
        const { status } = await halo.api.post('Client', elements.toSpliced(at, 0, { name: '' } as never));
        const after = JSON.stringify(
          ['Client', 'Site', 'Users'].map((entity) => halo.simulator.control.list({ entity, limit: 1_000 })),
        );

        expect([status, after]).toEqual([400, before]);
      }),
      { numRuns: 60 },
    );
  });

  it('answers any form at the token endpoint with a token or an error (halopsa.md 3)', async () => {
    const forms = fc.dictionary(fc.constantFrom('grant_type', 'client_id', 'client_secret', 'scope', 'tenant'), text);
    await fc.assert(
      fc.asyncProperty(forms, fc.boolean(), fc.option(text), async (form, isOurs, basic) => {
        const headers = basic === null ? {} : { authorization: `Basic ${Buffer.from(basic).toString('base64')}` };
        const answer = await halo.api.token({ ...(isOurs ? clientForm(halo.simulator) : {}), ...form }, { headers });

        expect([answer.status, answer.json]).toEqual([
          expect.any(Number),
          answer.status === 200 ? expect.objectContaining({ token_type: 'Bearer' }) : { error: expect.any(String) },
        ]);
        expect(halo.simulator.bugs()).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
