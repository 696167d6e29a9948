import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest, type ConnectedHalo } from './connected-halo.ts';
import { callsTo } from './there.ts';

const connect = connectedForOneTest();
const SEED = { companies: 20, contactsPerCompany: 1, products: 0, opportunities: 0, quotes: 0 };

const issued = ({ simulator }: ConnectedHalo): number => simulator.control.state({}).tokensIssued;
const refused = ({ simulator }: ConnectedHalo): number => simulator.control.counters({}).answers['401'] ?? 0;

describe('the token of the application', () => {
  it('is asked for once for all the calls of a sync', async () => {
    const connected = await connect({ seed: SEED });
    const before = issued(connected);

    await connected.sync('full');
    await connected.sync('full');

    expect([issued(connected) - before, refused(connected)]).toEqual([1, 0]);
  });

  it('that HaloPSA ended is replaced within the call that met it, and nobody hears of it', async () => {
    const connected = await connect({ seed: SEED });
    await connected.sync('fields');
    const before = issued(connected);
    connected.simulator.control.revokeTokens({});

    await connected.sync('full');

    expect(issued(connected) - before).toBe(1);
    expect(refused(connected)).toBeGreaterThan(0);
    await connected.noIssues();
  });

  it('whose secret is wrong by now stops the integration in words for people; the secret is in none of them', async () => {
    const connected = await connect({ seed: SEED });
    connected.simulator.control.setCredentials({ clientSecret: 'changed' });
    connected.simulator.control.revokeTokens({});

    await connected.save('company', { name: 'Refused' });

    const [issue] = await connected.harness.until(async () => {
      const open = await connected.harness.openIssues();
      expect(open).toHaveLength(1);
      return open;
    });
    expect(issue).toMatchObject({
      entityType: 'integration',
      failure: { message: 'HaloPSA authentication error: please verify your credentials', code: 'halo_authentication' },
    });
    expect(JSON.stringify(issue, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(
      'demo$Halo',
    );
    expect(callsTo(connected)).not.toHaveProperty('Client create');
  });
});
