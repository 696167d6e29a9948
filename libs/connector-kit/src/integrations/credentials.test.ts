import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { createFieldCipher } from '@psa-bridge/persistence';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { z } from 'zod';
import { openCredentials, resealIntegrations, sealCredentials, webhookSecret } from './credentials.ts';
import { createIntegrationStore } from './integration-store.ts';

const TENANT = 'tenant-a';
const KEYS = [1, 2].map((byte) => Buffer.alloc(32, byte).toString('base64'));
const spec = { schema: z.object({ user: z.string(), password: z.string() }), secret: ['password'] };

describe('secrets of integrations', () => {
  const clock = createManualClock();
  const store = createMemoryStore({ clock });
  const under = (keys: string, activeKeyId: string) => {
    const cipher = createFieldCipher({ keys, activeKeyId });
    return { cipher, integrations: createIntegrationStore({ store, provider: 'paper', source: 'tests', cipher, clock }) };
  };

  it('are readable with the new key alone once they were encrypted anew, and only then', async () => {
    const before = under(`old:${KEYS[0]}`, 'old');
    const { _id: id } = await before.integrations.create({ tenantId: TENANT, name: 'Demo', settings: {} });
    const sealed = sealCredentials({ user: 'u', password: 'p' }, { tenantId: TENANT, id }, { spec, store: before.integrations });
    const saved = await before.integrations.change(TENANT, id, (current) => ({ ...current, credentials: sealed }));
    await before.integrations.create({ tenantId: 'tenant-b', name: 'No credentials yet', settings: {} });
    const secret = webhookSecret(saved, before.integrations).reveal();
    const after = under(`new:${KEYS[1]}`, 'new').integrations;
    const { cipher, integrations } = under(`old:${KEYS[0]},new:${KEYS[1]}`, 'new');

    const unrotated = await after.load(TENANT, id);
    expect(() => openCredentials(unrotated, { spec, store: after })).toThrow('The encryption key old is not configured.');
    const counts = [await resealIntegrations(integrations, cipher), await resealIntegrations(integrations, cipher)];
    const rotated = await after.load(TENANT, id);

    expect(counts).toEqual([2, 0]);
    expect(openCredentials(rotated, { spec, store: after })).toEqual({ user: 'u', password: 'p' });
    expect(webhookSecret(rotated, after).reveal()).toBe(secret);
  });
});
