import { describe, expect, it } from '@jest/globals';
import { describePermissions } from './permissions-page.ts';

describe('the page of permissions', () => {
  it('has the routes of every service with what each needs', () => {
    const page = describePermissions();

    expect(page.match(/^## .+/gm)).toEqual([
      '## identity-service',
      '## issues-service',
      '## autotask-connector',
      '## connectwise-connector',
      '## halo-connector',
      '## xero-invoice-sync',
      '## gateway',
    ]);
    expect(page).toContain('| POST | `/v1/issues/retry-all` | Issue manager |');
    expect(page).toContain('| POST | `/v1/webhooks/autotask/{integrationId}/{token}/{channel}` | public |');
    expect(page).toContain('| GET | `/v1/products` | Product viewer or Product editor |');
  });
});
