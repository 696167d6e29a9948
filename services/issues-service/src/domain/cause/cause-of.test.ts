import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { partial, problem, success } from '../../../test/examples.ts';
import type { EntityResult } from '../entity-result.ts';
import type { Problem } from '../issue.ts';
import { causeOf } from './cause-of.ts';
import { referredTo } from './referred-to.ts';

const MANY = { numRuns: 500 };

function cause(told: Partial<Problem>, about: Partial<EntityResult> = {}) {
  return causeOf(success(1, about), problem(told));
}

const request = (fields: object) => ({
  method: 'POST',
  url: 'https://psa.example',
  requestBody: JSON.stringify(fields),
  status: 500,
  responseBody: '',
});

describe('the cause of a failure', () => {
  it('IS-14: is the same for entities that the PSA refused alike, and another for another reference', () => {
    const refused = (id: number) => ({
      code: 'category_inactive',
      psaText: `catalogItem object is invalid. ${id} is an inactive catalog item.`,
    });

    const first = cause(refused(80), { entityId: 'product-1' });
    const second = cause(refused(80), { entityId: 'product-2', entityName: 'Demo router' });
    const other = cause(refused(81), { entityId: 'product-3' });

    expect(second.key).toBe(first.key);
    expect(other.key).not.toBe(first.key);
  });

  it('AT-14: is the billing code that was sent, where the PSA names the field alone', () => {
    const psaText = 'Reference value on field: billingCodeID of type Integer does not exist or is invalid.';

    const told = cause({ psaText, exchange: request({ name: 'Demo', items: [{ billingCodeID: 17, quantity: 3 }] }) });

    expect(told.reference).toBe('billingCodeID 17');
    expect(cause({ psaText, exchange: request({ billingCodeID: 18 }) }).key).not.toBe(told.key);
  });

  it('is what the connector names, whatever the words are', () => {
    const [one, two] = ['First words', 'Other words'].map((psaText) => cause({ reference: 'category 80', psaText }));

    expect(one).toEqual({ key: two?.key, reference: 'category 80' });
  });

  it.each([
    ['unauthenticated', 'credentials'],
    ['rate_limited', 'allowance'],
    ['unavailable', 'connection'],
  ])('of kind %s is the connection’s %s, whatever the words are', (kind, reference) => {
    const first = cause({ kind, psaText: 'One sentence' }, { entityId: 'a' });
    const second = cause({ kind, psaText: 'Another sentence' }, { entityId: 'b' });

    expect(first).toEqual({ key: second.key, reference });
  });

  it('leaves out what is the entity’s own: its name, its ids, traces and times', () => {
    const words = (name: string, id: string) =>
      `Quote "${name}" (${id}) was refused on 2026-01-05T08:00:00Z, see 0af7651916cd43dd8448eb211c80319c.`;

    const first = cause({ psaText: words('Demo quote 1', '4711') }, { entityName: 'Demo quote 1', externalId: '4711' });
    const second = cause({ psaText: words('Other (quote)', '4712') }, { entityName: 'Other (quote)', externalId: '4712' });

    expect(second.key).toBe(first.key);
    expect(first.reference).toBe('Quote "…" (…) was refused on …, see ….');
  });

  it('an id says nothing about a longer number that holds it', () => {
    expect(cause({ psaText: 'Value 1800 is invalid.' }, { externalId: '80' }).reference).toBe('Value 1800 is invalid.');
  });

  it('IS-09: of a partial success is what its items failed of, in no order', () => {
    const { problem: told, ...failed } = partial(1);
    const item = (name: string) => ({
      itemId: name,
      itemName: name,
      code: 'product_unknown',
      message: `${name} is unknown`,
      psaText: '',
    });
    const of = (...names: string[]) => told && causeOf(failed, { ...told, failedItems: names.map(item) });

    expect(of('Switch', 'Router')?.key).toBe(of('Firewall')?.key);
    expect(of('Switch')?.reference).toBe('product_unknown … is unknown');
  });

  it('is another one of another integration, code and tenant', () => {
    const keys = [
      cause({}),
      cause({ code: 'other' }),
      cause({}, { integrationId: 'integration-2' }),
      cause({}, { tenantId: 'tenant-b' }),
    ];

    expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
  });

  it('holds for whatever a PSA says and an entity is called, and stays bounded', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(text, text, text, (psaText, entityName, requestBody) => {
        const { key, reference } = cause({ psaText, exchange: { ...request({}), requestBody } }, { entityName });
        expect(key).toMatch(/^[0-9a-f]{32}$/);
        expect(reference.length).toBeLessThanOrEqual(300);
      }),
      MANY,
    );
  });
});

describe('what the words refer to', () => {
  it('are fields by their whole name that point at something, not what is the entity’s own', () => {
    const body = JSON.stringify({ quantity: 3, statusId: '5', board: { boardID: 2 }, id: 9 });

    expect(referredTo('statusid and quantity are wrong', body)).toBe('statusId 5');
    expect(referredTo('boardID is wrong', body)).toBe('boardID 2');
    expect(referredTo('the id is wrong', body)).toBe('');
  });

  it('is nothing in whatever is no JSON, and in no JSON it fails', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json({ maxDepth: 9 })), (body) => {
        expect(typeof referredTo('statusId companyID wrong', body)).toBe('string');
      }),
      MANY,
    );
  });
});
