import { describe, expect, it } from '@jest/globals';
import { fieldChanges } from '@psa-bridge/audit';
import { actionInWords } from './action-in-words.ts';
import type { AuditedAction } from './entry.ts';

function action(kind: string, more: Partial<AuditedAction> = {}): AuditedAction {
  return {
    ...{ kind, actor: { kind: 'user', id: 'user-1' }, record: { type: kind.split('.')[0] ?? '', ids: ['id-1'] } },
    ...{ source: 'gateway', changes: [], leftOut: 0, occurredAt: new Date(), ...more },
  };
}

const by = { actor: 'Demo Admin' };

describe('actionInWords', () => {
  it('says that something was renamed, and from what (OP-01)', () => {
    const renamed = action('company.updated', { ...fieldChanges({ name: 'Old Ltd' }, { name: 'New Ltd' }) });

    expect(actionInWords(renamed, by)).toBe('Demo Admin renamed company “Old Ltd” to “New Ltd”');
  });

  it('says which entry of a mapping is another now, and what it was before (OP-01)', () => {
    const before = { settings: { opportunityStages: { won: '1', lost: '2' } } };
    const after = { settings: { opportunityStages: { won: '3' } } };
    const record = { type: 'integration', ids: ['i'] as const, name: 'Demo PSA' };
    const saved = action('integration.settings_saved', { record, ...fieldChanges(before, after) });

    expect(actionInWords(saved, by)).toBe(
      'Demo Admin saved the settings of integration “Demo PSA”: settings.opportunityStages.lost from “2” to nothing, settings.opportunityStages.won from “1” to “3”',
    );
  });

  it('counts what it does not say, cuts what is long, and leaves what a new record is like to the record', () => {
    const many = (value: number) => Object.fromEntries(Array.from({ length: 45 }, (_, at) => [`field${at}`, value]));
    const record = { type: 'product', ids: ['a', 'b', 'c'] as const };

    expect(actionInWords(action('quote.updated', fieldChanges(many(1), many(2))), by)).toMatch(/, 42 more$/);
    expect(actionInWords(action('role.created', { ...fieldChanges(undefined, { name: 'x' }) }), by)).toBe(
      'Demo Admin created role',
    );
    expect(actionInWords(action('role.deleted'), { ...by, record: 'y'.repeat(100) })).toBe(
      `Demo Admin deleted role “${'y'.repeat(60)}…”`,
    );
    expect(actionInWords(action('product.imported', { record }), by)).toBe('Demo Admin imported product and 2 more');
  });

  it.each([
    [{ kind: 'integration', id: 'i' } as const, 'An integration'],
    [{ kind: 'service', id: 'gateway' } as const, 'gateway'],
    [{ kind: 'operator', id: 'operator' } as const, 'An operator'],
    [{ kind: 'unknown', id: '' } as const, 'Somebody at 192.0.2.7'],
    [{ kind: 'user', id: 'gone' } as const, 'Somebody who is no user any more'],
  ])('says who it was where no name is known: %j', (actor, who) => {
    expect(actionInWords(action('company.created', { actor, address: '192.0.2.7' }), {})).toBe(`${who} created company`);
  });
});
