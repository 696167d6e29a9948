import { describe, expect, it } from '@jest/globals';
import { decodePayload, events, topics } from '@psa-bridge/contracts';
import { withContext } from '@psa-bridge/observability';
import { actionTaken, fieldChanges } from './index.ts';

const cause = { tenantId: 'tenant-a', source: 'gateway', at: new Date('2026-03-01T10:00:00Z') };
const record = { type: 'company', id: 'company-1', name: 'Demo Ltd' };

describe('actionTaken', () => {
  it('tells who, from where and in which request from the work that is going on (OP-01)', () => {
    const event = withContext({ actor: 'user-1', address: '192.0.2.7', requestId: 'request-1' }, () =>
      actionTaken({ kind: 'company.updated', record }, cause),
    );

    expect(event).toMatchObject({ topic: topics.audit.name, key: 'tenant-a:company:company-1', tenantId: 'tenant-a' });
    expect(decodePayload(events.actionTaken, event.payload)).toMatchObject({
      ...{ kind: 'company.updated', actorKind: 'user', actorId: 'user-1', address: '192.0.2.7', requestId: 'request-1' },
      ...{ recordType: 'company', recordId: 'company-1', recordName: 'Demo Ltd' },
    });
  });

  it('names the integration that acts, and no address of whoever happens to be served (OP-01)', () => {
    const actor = { kind: 'integration', id: 'integration-1' } as const;
    const event = withContext({ actor: 'user-1', address: '192.0.2.7' }, () =>
      actionTaken({ kind: 'company.updated', actor, record }, cause),
    );

    expect(decodePayload(events.actionTaken, event.payload)).toMatchObject({ actorKind: 'integration', address: '' });
  });

  it('tells the address of somebody of whom nothing else is known, for that is what is asked about later', () => {
    const actor = { kind: 'unknown', id: '' } as const;
    const event = withContext({ address: '192.0.2.7' }, () => actionTaken({ kind: 'session.stolen', actor, record }, cause));

    expect(decodePayload(events.actionTaken, event.payload)).toMatchObject({ actorKind: 'unknown', address: '192.0.2.7' });
  });

  it('names the service where nobody asked for the work', () => {
    const event = actionTaken({ kind: 'company.updated', record }, cause);

    expect(decodePayload(events.actionTaken, event.payload)).toMatchObject({ actorKind: 'service', actorId: 'gateway' });
  });
});

describe('fieldChanges', () => {
  it('tells the fields that differ, each custom field for itself, and nothing of the others', () => {
    const before = { name: 'Old', website: 'same.example', customFields: { tier: 'A', region: 'north' } };
    const after = { name: 'New', website: 'same.example', customFields: { region: 'south', tier: 'A' }, currency: 'EUR' };

    expect(fieldChanges(before, after)).toEqual({
      changes: [
        { field: 'currency', beforeJson: '', afterJson: '"EUR"' },
        { field: 'customFields.region', beforeJson: '"north"', afterJson: '"south"' },
        { field: 'name', beforeJson: '"Old"', afterJson: '"New"' },
      ],
      leftOut: 0,
    });
  });

  it('compares mappings entry by entry and lists by the ids of what stands in them (OP-01)', () => {
    const before = {
      settings: { stages: { won: '1', lost: '2' } },
      items: [
        { id: 'a', quantity: 1 },
        { id: 'b', quantity: 1 },
      ],
    };
    const after = {
      settings: { stages: { won: '3', lost: '2' } },
      items: [
        { id: 'b', quantity: 2 },
        { id: 'a', quantity: 1 },
      ],
    };

    expect(fieldChanges(before, after).changes).toEqual([
      { field: 'items.b.quantity', beforeJson: '1', afterJson: '2' },
      { field: 'settings.stages.won', beforeJson: '"1"', afterJson: '"3"' },
    ]);
  });

  it('hides what stands anywhere below a name that hides', () => {
    const { changes } = fieldChanges(
      { credentials: { plain: { company: 'demo-1' } } },
      { credentials: { plain: { company: 'demo-2' } } },
    );

    expect(changes.map(({ field }) => field)).toEqual(['credentials.plain.company']);
    expect(JSON.stringify(changes)).not.toContain('demo');
  });

  it('shows that a secret or a personal datum changed, and never what it was', () => {
    const { changes } = fieldChanges(
      { email: 'anna@demo.example', customFields: { apiKey: 'demo-key-1' } },
      { email: 'berta@demo.example', customFields: { apiKey: 'demo-key-2' } },
    );

    expect(changes.map(({ field }) => field)).toEqual(['customFields.apiKey', 'email']);
    expect(JSON.stringify(changes)).not.toMatch(/anna|berta|demo-key/);
  });

  it('cuts long values and counts the fields for which there is no room', () => {
    const many = Object.fromEntries(Array.from({ length: 45 }, (_, at) => [`field${at}`, at]));

    const { changes, leftOut } = fieldChanges({}, { ...many, aLongOne: 'x'.repeat(5_000) });

    expect(changes).toHaveLength(40);
    expect(leftOut).toBe(6);
    expect(changes[0]?.afterJson.length).toBeLessThan(600);
    expect(JSON.parse(changes[0]?.afterJson ?? '')).toMatch(/^"x+…$/);
  });
});
