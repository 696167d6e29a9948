import { describe, expect, it } from '@jest/globals';
import type { BusinessRecord, SyncStatus } from '@psa-bridge/records';
import type { Integration } from './integration.ts';
import { pushTargets } from './push-decision.ts';
import { resourceOf, type Resource } from './resources.ts';

function resource(type: string): Resource {
  const found = resourceOf(type);
  if (!found) throw new Error(`no resource ${type}`);
  return found;
}

function integration(id: string, change: Partial<Integration> = {}): Integration {
  return {
    id,
    provider: `provider-${id}`,
    name: id,
    state: 'connected',
    isPushPaused: false,
    isPullPaused: false,
    updatedAt: new Date(0),
    ...change,
  };
}

function quoteKnownTo(integrationId: string, status: SyncStatus): BusinessRecord {
  return { external: { [integrationId]: { sync: { status, at: new Date(0) } } } } as unknown as BusinessRecord;
}

describe('pushTargets', () => {
  it('sends a save to every connected integration', () => {
    const targets = pushTargets(resource('company'), [integration('a'), integration('b')], {});

    expect(targets).toEqual([
      { integrationId: 'a', provider: 'provider-a' },
      { integrationId: 'b', provider: 'provider-b' },
    ]);
  });

  it('keeps sending while credentials are refused or pushes are paused, because the connector keeps the work', () => {
    const waiting = [integration('a', { state: 'auth_failed' }), integration('b', { isPushPaused: true })];

    expect(pushTargets(resource('company'), waiting, {}).map((target) => target.integrationId)).toEqual(['a', 'b']);
  });

  it('sends to one that is being connected, whose connector keeps the work, and not to one that was removed', () => {
    const both = [integration('a', { state: 'connecting' }), integration('b', { state: 'removed' })];

    expect(pushTargets(resource('company'), both, {}).map((target) => target.integrationId)).toEqual(['a']);
  });

  it('holds a quote in draft back', () => {
    expect(pushTargets(resource('quote'), [integration('a')], { quoteStatus: 'draft' })).toEqual([]);
  });

  it('sends a quote that left draft', () => {
    expect(pushTargets(resource('quote'), [integration('a')], { quoteStatus: 'sent' })).toHaveLength(1);
  });

  it('sends a quote in draft only where it was asked to sync', () => {
    const saved = { before: quoteKnownTo('a', 'pending'), quoteStatus: 'draft' };

    const targets = pushTargets(resource('quote'), [integration('a'), integration('b')], saved);

    expect(targets.map((target) => target.integrationId)).toEqual(['a']);
  });

  it('holds a quote in draft back from an integration that does not want it', () => {
    const saved = { before: quoteKnownTo('a', 'not_wanted'), quoteStatus: 'draft' };

    expect(pushTargets(resource('quote'), [integration('a')], saved)).toEqual([]);
  });

  it('never sends field values (SY-24)', () => {
    expect(pushTargets(resource('field_value'), [integration('a')], {})).toEqual([]);
  });
});
