import { describe, expect, it } from '@jest/globals';
import { isBelow, upstreams, WEBHOOKS } from './upstream.ts';

const addresses = { identity: 'http://identity', issues: 'http://issues', connectors: new Map() };

/** How a path is let through, and where it goes. */
function wayOf(path: string, given: Parameters<typeof upstreams>[0]) {
  const found = upstreams(given).flatMap(({ url, prefixes }) =>
    prefixes
      .filter((prefix) => isBelow(path, prefix.path))
      .map(({ permission, isWebhook = false }) => ({ url, permission, isWebhook })),
  );
  return found[0];
}

describe('what goes to the sync of invoices', () => {
  const given = { ...addresses, xero: 'http://xero' };

  it('is what people do there, and what Xero delivers, which it verifies itself', () => {
    expect(wayOf('/v1/xero/invoices', given)).toEqual({ url: 'http://xero', permission: 'signed-in', isWebhook: false });
    expect(wayOf(`${WEBHOOKS}xero`, given)).toEqual({ url: 'http://xero', permission: 'public', isWebhook: true });
    expect(wayOf('/v1/xerox', given)).toBeUndefined();
  });

  it('is nothing where there is none', () => {
    expect(wayOf('/v1/xero/invoices', addresses)).toBeUndefined();
    expect(wayOf(`${WEBHOOKS}xero`, addresses)).toBeUndefined();
  });
});
