import { describe, expect, it } from '@jest/globals';
import {
  decodePayload,
  encodePayload,
  events,
  Outcome,
  Severity,
  timestampFromDate,
  type EventInit,
  type SyncResult,
} from '@psa-bridge/contracts';
import { toEntityResult } from './sync-result.mapping.ts';

type Fields = Omit<EventInit<typeof events.syncResult>, '$typeName' | '$unknown'>;

const AT = new Date('2026-01-05T08:00:00.000Z');

function wire(overrides: Fields = {}): SyncResult {
  const base = {
    integrationId: 'integration-1',
    provider: 'autotask',
    entityType: 'quote',
    entityId: 'quote-1',
    entityName: 'Demo quote 1',
    operation: 'push',
    outcome: Outcome.FAILED,
    failure: { code: 'psa_refused', kind: 'rejected', message: 'It failed' },
    attempts: 3,
    finishedAt: timestampFromDate(AT),
    sequence: 7n,
  };
  return decodePayload(events.syncResult, encodePayload(events.syncResult, { ...base, ...overrides }));
}

describe('toEntityResult', () => {
  it('IS-14: the message is the PSA’s own text where the product has none', () => {
    const psaText = 'catalogItem object is invalid. 80 is an inactive catalog item.';

    const { problem } = toEntityResult('tenant-a', wire({ failure: { code: 'psa_refused', psaText } }));

    expect(problem).toMatchObject({ message: psaText, psaText, level: 'error' });
  });

  it('IS-10: a deleted payment term keeps its exact message and says how to cure it', () => {
    const failure = { code: 'payment_term_deleted', kind: 'rejected', message: 'Payment term/type is deleted' };

    const { problem } = toEntityResult('tenant-a', wire({ failure }));

    expect(problem).toMatchObject({
      message: 'Payment term/type is deleted',
      remedy: 'Choose another payment term or type in the quote settings, then retry.',
    });
  });

  it('IS-09: partial success becomes a warning with the documented label and the items by name', () => {
    const failedItems = [{ itemId: 'item-2', itemName: 'Demo switch', psaText: 'Product 9 not found' }];

    const { problem } = toEntityResult('tenant-a', wire({ outcome: Outcome.PARTIAL, failedItems }));

    expect(problem).toMatchObject({
      level: 'warning',
      message: 'Some line items not synchronized',
      failedItems: [{ itemName: 'Demo switch', message: 'Product 9 not found' }],
    });
  });

  it('a failure of warning severity, such as a stale mapping, is a warning in its own words', () => {
    const message = 'Billing code "Hardware" is inactive in Autotask.';
    const failure = { code: 'mapping_stale', kind: 'rejected', message, remedy: 'Choose another.' };
    const about = { entityType: 'mapping', entityId: 'billing-codes:defaultBillingCode' };

    const { problem } = toEntityResult('tenant-a', wire({ ...about, failure, severity: Severity.WARNING }));

    expect(problem).toMatchObject({
      level: 'warning',
      code: 'mapping_stale',
      message,
      remedy: 'Choose another.',
      failedItems: [],
    });
  });

  it.each([Severity.UNSPECIFIED, Severity.ERROR])('a failure of severity %s is an error', (severity) => {
    expect(toEntityResult('tenant-a', wire({ severity })).problem?.level).toBe('error');
  });

  it('IS-09: partial success keeps its documented label whatever its severity', () => {
    const { problem } = toEntityResult('tenant-a', wire({ outcome: Outcome.PARTIAL, severity: Severity.ERROR }));

    expect(problem).toMatchObject({ level: 'warning', message: 'Some line items not synchronized' });
  });

  it('IS-12: a credential failure of an integration names the way to mend it', () => {
    const failure = { code: 'bad_credentials', message: 'Autotask authentication error: please verify your credentials' };

    const { problem } = toEntityResult('tenant-a', wire({ entityType: 'integration', entityId: 'integration-1', failure }));

    expect(problem?.message).toBe('Autotask authentication error: please verify your credentials');
    expect(problem?.remedy).toContain('test the connection');
  });

  it('redacts secrets in the exchange once more and cuts long bodies', () => {
    const exchange = {
      method: 'POST',
      url: 'https://user:demo-pass@psa.example/v1/Quotes?token=demo-token',
      requestBody: JSON.stringify({ password: 'demo-secret', title: 'Demo' }),
      status: 500,
      responseBody: 'x'.repeat(50_000),
    };

    const { problem } = toEntityResult('tenant-a', wire({ failure: { code: 'psa_refused', exchange } }));

    expect(JSON.stringify(problem)).not.toMatch(/demo-(pass|token|secret)/);
    expect(problem?.exchange?.requestBody).toContain('Demo');
    expect(problem?.exchange?.responseBody.length).toBeLessThan(17_000);
  });

  it('a success carries no problem', () => {
    expect(toEntityResult('tenant-a', wire({ outcome: Outcome.SUCCEEDED }))).not.toHaveProperty('problem');
  });

  it.each([
    ['integrationId', { integrationId: '' }],
    ['entityId', { entityId: '' }],
    ['provider', { provider: '' }],
    ['outcome', { outcome: Outcome.UNSPECIFIED }],
    ['sequence', { sequence: 0n }],
    ['sequence', { sequence: 2n ** 60n }],
    ['failure.code', { failure: {} }],
  ] as const)('refuses a result whose %s is not usable', (field, overrides) => {
    const map = () => toEntityResult('tenant-a', wire(overrides));

    expect(map).toThrow(expect.objectContaining({ code: 'invalid_sync_result', kind: 'invalid_input', details: { field } }));
  });
});
