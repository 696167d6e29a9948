import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BusinessRecord } from '../../api/records.ts';
import { conflictValue, fieldName, fieldsOf, recordNote, recordTitle } from './record-view.ts';

const base = { id: '1', revision: 3, createdAt: '2026-11-01T00:00:00Z', updatedAt: '2026-11-01T00:00:00Z', sync: {} };
const recordOf = (fields: object): BusinessRecord => ({ ...base, ...fields });

describe('a record', () => {
  it('is called by its name, its title, or the name of the person', () => {
    const records = [{ name: 'Demo Ltd' }, { title: 'Demo quote' }, { firstName: 'Demo', lastName: 'Person' }, {}];

    expect(records.map((fields) => recordTitle(recordOf(fields)))).toEqual(['Demo Ltd', 'Demo quote', 'Demo Person', '']);
  });

  it('is told from others of its name by number, address or state', () => {
    expect(recordNote(recordOf({ number: 'C-1', type: 'Customer', telephone: '' }))).toBe('C-1 · Customer');
  });

  it('shows what it says, with what lies within other fields, and nothing empty', () => {
    const fields = {
      name: 'Demo Ltd',
      isActive: false,
      address: { city: 'Demo City', zip: '' },
      customFields: { Tier: 2, Note: null },
    };

    expect(fieldsOf(recordOf(fields))).toEqual([
      { name: 'name', value: 'Demo Ltd' },
      { name: 'isActive', value: false },
      { name: 'address.city', value: 'Demo City' },
      { name: 'customFields.Tier', value: '2' },
    ]);
  });

  it('is shown whatever its fields hold', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
        expect(fieldsOf(recordOf({ ...fields, ...base })).every(({ value }) => value !== '')).toBe(true);
      }),
    );
  });

  it('has names for its fields that people read', () => {
    expect(
      ['expectedCloseDate', 'address.zip', 'isActive'].map((name) => fieldName(name, { zip: 'Postal code', isActive: 'Active' })),
    ).toEqual(['Expected close date', 'Postal code', 'Active']);
  });

  it('shows both values of a conflict, also where one side has none', () => {
    expect([conflictValue('555-0101'), conflictValue(null), conflictValue({ city: 'Demo City' })]).toEqual([
      '555-0101',
      '–',
      '{"city":"Demo City"}',
    ]);
  });
});
