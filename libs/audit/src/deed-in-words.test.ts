import { describe, expect, it } from '@jest/globals';
import { deedInWords } from './index.ts';

describe('deedInWords', () => {
  it.each([
    ['company.updated', 'company', 'updated company'],
    ['purchase_order.created', 'purchase_order', 'created purchase order'],
    ['api_key.rotated', 'api_key', 'rotated API key'],
    ['integration.settings_saved', 'integration', 'saved the settings of integration'],
    ['sync.started', 'integration', 'started a sync of integration'],
    ['audit.expired', 'tenant', 'let go what the audit had told of long ago'],
    ['session.started', 'session', 'signed in'],
    ['public_api_settings.saved', 'public_api_settings', 'saved the settings of the public API'],
  ])('says %s of a %s as "%s"', (kind, type, words) => {
    expect(deedInWords(kind, type)).toBe(words);
  });
});
