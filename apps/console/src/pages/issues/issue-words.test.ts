import { describe, expect, it } from '@jest/globals';
import { mendingPlaceOf, toneOf } from './issue-words.ts';

const failed = { provider: 'autotask', integrationId: 'i1', code: 'autotask_permission', message: 'No rights' };
const page = {
  to: '/integrations/$provider/$integrationId/$page',
  params: { provider: 'autotask', integrationId: 'i1', page: 'billing-codes' },
  does: 'mapping',
};

describe('where a failure is mended', () => {
  it.each([
    ['a product that Autotask refused for its code (AT-14)', { code: 'billing_code_invalid' }],
    ['a mapping that warns', { entityType: 'mapping', entityId: 'billing-codes:defaultBillingCode' }],
    ['a cause of such warnings', { code: 'mapping_stale', message: 'Billing code "Servers" is inactive in Autotask.' }],
  ])('is the page of billing codes for %s', (_, said) => {
    expect(mendingPlaceOf({ ...failed, ...said })).toEqual(page);
  });

  it('is the page that a mapping names (CW-13)', () => {
    const mapping = { provider: 'connectwise', entityType: 'mapping', entityId: 'categories:categories.80' };

    expect(mendingPlaceOf({ ...failed, ...mapping })?.params).toEqual({
      provider: 'connectwise',
      integrationId: 'i1',
      page: 'categories',
    });
  });

  it.each([
    ['what a full sync of any PSA did not find any more (architecture rule 8)', 'many_missing', 'synchronize'],
    ['credentials that open another database (architecture rule 9)', 'psa_fingerprint_mismatch', 'move'],
  ])('is where it is decided, for %s', (_, code, place) => {
    expect(mendingPlaceOf({ ...failed, provider: 'halo', code })).toMatchObject({
      ...{ params: { provider: 'halo', page: place }, does: 'decide' },
    });
  });

  it.each([
    ['something else', {}],
    ['another PSA', { provider: 'halo', code: 'billing_code_invalid' }],
  ])('is not known for %s', (_, said) => {
    expect(mendingPlaceOf({ ...failed, ...said })).toBeUndefined();
  });
});

describe('how much an issue matters', () => {
  it('shows in its tone: an open warning is no open error (IS-09)', () => {
    expect([
      toneOf({ status: 'open', level: 'error' }),
      toneOf({ status: 'open', level: 'warning' }),
      toneOf({ status: 'cleared', level: 'error' }),
    ]).toEqual(['bad', 'warn', 'good']);
  });
});
