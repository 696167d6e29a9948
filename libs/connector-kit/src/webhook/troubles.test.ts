import { describe, expect, it } from '@jest/globals';
import type { InstalledWebhook } from '../definition/webhooks.ts';
import { troublesOf, unsureTypes } from './troubles.ts';

const TYPES = ['company', 'contact'];
const hook = (entityType: string, more: Partial<InstalledWebhook> = {}): InstalledWebhook => ({
  ...{ id: '1', name: `Ours ${entityType}`, url: 'https://bridge.example', status: 'active', entityType },
  ...more,
});
const SOUND = [hook('company'), hook('contact')];
const causes = (found: readonly InstalledWebhook[], before = SOUND) =>
  troublesOf(found, { entityTypes: TYPES, before }).map(({ entityType, cause }) => `${entityType} ${cause}`);
const unsure = (found: readonly InstalledWebhook[], before = SOUND) => unsureTypes(found, { entityTypes: TYPES, before });

describe('the webhooks that a PSA shows', () => {
  it('are fine when there is one active webhook of each type as it was made', () => {
    expect(causes(SOUND)).toEqual([]);
    expect(unsure(SOUND)).toEqual([]);
  });

  it.each([
    ['company missing', [hook('contact')]],
    ['company inactive', [hook('company', { status: 'inactive' }), hook('contact')]],
    ['company changed', [hook('company', { differences: ['It delivers to another address.'] }), hook('contact')]],
    ['company extra', [...SOUND, hook('company', { id: '2' })]],
  ])('show what is wrong by name: %s', (trouble, found) => {
    expect(causes(found)).toEqual([trouble]);
    expect(unsure(found)).toEqual(trouble === 'company extra' ? [] : ['company']);
  });

  it('are given one look to become ready, also where two types share an id, and were not sound until then', () => {
    const waiting = [hook('company', { status: 'not_ready' }), hook('contact')];

    expect(causes(waiting)).toEqual([]);
    expect(causes(waiting, waiting)).toEqual(['company not_ready']);
    expect(unsure(SOUND, waiting)).toEqual(['company']);
  });
});
