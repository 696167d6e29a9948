import { describe, expect, it } from '@jest/globals';
import { recordSchemas } from '@psa-bridge/records';
import fc from 'fast-check';
import type { CommunicationItem, CwCommunicationType } from '../client/types.ts';
import type { PatchOperation } from '../client/patch.ts';
import { itemOperations, newItems, toCanonicalContact } from './contact.mapping.ts';

const COMPANY_ID = '01900000-0000-7000-8000-000000000001';
const TYPES: readonly CwCommunicationType[] = [
  { id: 1, description: 'Email', emailFlag: true, phoneFlag: false, faxFlag: false, defaultFlag: true },
  { id: 2, description: 'Direct', emailFlag: false, phoneFlag: true, faxFlag: false, defaultFlag: true },
  { id: 4, description: 'Mobile', emailFlag: false, phoneFlag: true, faxFlag: false, defaultFlag: false },
];

/** What ConnectWise does with the operations: by place, one after the other (connectwise.md section 7). */
function applied(items: readonly CommunicationItem[], operations: readonly PatchOperation[]): readonly CommunicationItem[] {
  return operations.reduce<readonly CommunicationItem[]>((list, { op, path, value }) => {
    const place = Number(path.split('/')[1]);
    if (op === 'remove') return list.filter((_item, index) => index !== place);
    if (op === 'add') return [...list, withTypeName(value as CommunicationItem)];
    return list.map((item, index) => (index === place ? { ...item, value: String(value) } : item));
  }, items);
}

function withTypeName(item: CommunicationItem): CommunicationItem {
  const type = TYPES.find(({ id }) => id === item.type?.id);
  return { ...item, type: type && { id: type.id, name: type.description, identifier: null } };
}

const phone = fc.integer({ min: 1_000_000, max: 9_999_999 }).map(String);
const contact = fc
  .record({
    email: fc.integer({ min: 1, max: 9_999 }).map((number) => `person-${number}@example.com`),
    phone: fc.option(phone, { nil: undefined }),
    mobilePhone: fc.option(phone, { nil: undefined }),
  })
  .map((ways) => recordSchemas.contact.parse({ companyId: COMPANY_ID, firstName: 'Demo', lastName: 'Person', ...ways }));

describe('communication items of a contact (connectwise.md section 11)', () => {
  it('come back as they were sent, from whatever stood there before', () => {
    fc.assert(
      fc.property(contact, contact, (before, after) => {
        const there = newItems(before, TYPES).map((item) => withTypeName(item as CommunicationItem));
        const changed = applied(there, itemOperations(after, there, TYPES));
        const back = toCanonicalContact(row(changed), COMPANY_ID);

        expect({ email: back.email, phone: back.phone, mobilePhone: back.mobilePhone }).toEqual({
          ...{ email: after.email, phone: after.phone, mobilePhone: after.mobilePhone },
        });
      }),
    );
  });

  it('change nothing where nothing changed', () => {
    fc.assert(
      fc.property(contact, (same) => {
        const there = newItems(same, TYPES).map((item) => withTypeName(item as CommunicationItem));

        expect(itemOperations(same, there, TYPES)).toEqual([]);
      }),
    );
  });

  it('leave alone what is none of ours, such as a fax number or a second address', () => {
    const fax: CommunicationItem = { ...blank, value: '5550199', communicationType: 'Fax' };
    const second: CommunicationItem = { ...blank, value: 'second@example.com', communicationType: 'Email' };
    const first: CommunicationItem = { ...blank, value: 'first@example.com', communicationType: 'Email', defaultFlag: true };
    const wanted = recordSchemas.contact.parse({ companyId: COMPANY_ID, firstName: 'Demo', email: 'new@example.com' });

    expect(itemOperations(wanted, [fax, second, first], TYPES)).toEqual([
      { op: 'replace', path: 'communicationItems/2/value', value: 'new@example.com' },
    ]);
  });
});

const blank: CommunicationItem = {
  ...{ id: 1, type: null, value: null, extension: null },
  ...{ defaultFlag: false, communicationType: null },
};

function row(communicationItems: readonly CommunicationItem[]) {
  return {
    ...{ id: 1, firstName: 'Demo', lastName: 'Person', company: null, title: null, inactiveFlag: false, _info: null },
    communicationItems: [...communicationItems],
  };
}
