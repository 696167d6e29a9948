import { describe, expect, it } from '@jest/globals';
import { picklistKey, picklistValue } from '@psa-bridge/connector-kit';
import { recordSchemas } from '@psa-bridge/records';
import fc from 'fast-check';
import { trimmed } from '../../test/any-field.ts';
import { AutotaskListEntry, AutotaskResource, FieldInfo, UdfInfo } from '../client/types.ts';
import {
  API_USER_LICENCE,
  billingCodeToFieldValue,
  listEntryToFieldValue,
  PICKLISTS,
  picklistToFieldValues,
  resourceToFieldValue,
  udfChoices,
  udfToFieldValue,
} from './field-value.mapping.ts';

const text = trimmed(50);
/** As Autotask answers choices: much of them may be null, a label blank. */
const choices = fc.uniqueArray(
  fc.record({
    value: fc.integer({ min: 0, max: 2 ** 31 }).map(String),
    label: fc.option(fc.oneof(text, fc.constantFrom('', '  '))),
    sortOrder: fc.option(fc.integer({ min: 0, max: 1_000 })),
    parentValue: fc.option(fc.constantFrom('', '7')),
    isActive: fc.option(fc.boolean()),
    isDefaultValue: fc.option(fc.boolean()),
  }),
  { selector: ({ value }) => value, maxLength: 10 },
);

describe('field values', () => {
  it('AT-53: of every list are records, and the key of each goes out as the value that came in', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PICKLISTS), choices, (list, picklistValues) => {
        const found = picklistToFieldValues(list, FieldInfo.parse({ name: list.field, picklistValues }));

        expect(found).toHaveLength(picklistValues.length);
        for (const [index, { value, label, isActive }] of picklistValues.entries()) {
          const record = recordSchemas.field_value.parse(found[index]);
          expect(record).toMatchObject({ kind: list.kind, key: value, isActive: isActive ?? true });
          expect(record.label).toBe(label?.trim() || value);
          expect(picklistKey(picklistValue(record.key) as number)).toBe(value);
        }
      }),
    );
  });

  it('AT-53: come from stages, categories, sources, loss reasons and payment terms, and from the types, prefixes and suffixes of people', () => {
    const kinds = new Set(PICKLISTS.map(({ kind }) => kind));

    for (const kind of ['pipeline_stage', 'opportunity_category', 'lead_source', 'loss_reason', 'payment_term'])
      expect(kinds).toContain(kind);
    for (const kind of ['company_type', 'product_category', 'name_prefix', 'name_suffix']) expect(kinds).toContain(kind);
    expect(picklistToFieldValues({ kind: 'pipeline_stage' }, undefined)).toEqual([]);
  });

  it('AT-22, AT-50: of list fields tell the field and the value that a data point holds, and no two have one key', () => {
    fc.assert(
      fc.property(fc.uniqueArray(text, { minLength: 1, maxLength: 4 }), choices, (names, picklistValues) => {
        const found = names.flatMap((name) =>
          udfChoices('company_udf_choice', UdfInfo.parse({ name, isPickList: true, picklistValues })),
        );

        expect(found.map(({ details }) => [details?.['field'], details?.['value']])).toEqual(
          names.flatMap((name) => picklistValues.map(({ value }) => [name, value])),
        );
        expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
      }),
    );
  });

  it.each([
    ['multi_select', { name: 'Areas', isPickList: true }, 'Multi-Select List'],
    ['multi_select', { name: 'Areas', isPickList: true, isReadOnly: true, isQueryable: false }, undefined],
    ['reference', { name: 'Owner', isReference: true }, undefined],
    [undefined, { name: 'Tier', isPickList: true }, 'List'],
  ])('AT-23, AT-52: of a field say that it is %s, where it cannot be mapped', (unsupported, udf, dataType) => {
    expect(udfToFieldValue('company_udf', UdfInfo.parse(udf), dataType).details?.['unsupported']).toBe(unsupported);
  });

  it('AT-15: of billing codes have the use that decides what they are for, and inactive ones stay, marked', () => {
    const code = { id: 5, name: 'Hardware', description: null, useType: 3, billingCodeType: 1, externalNumber: '4000' };

    expect(billingCodeToFieldValue({ ...code, isActive: false }, 'Material Code')).toEqual({
      ...{ kind: 'billing_code', key: '5', label: 'Hardware', isActive: false },
      details: { useType: 'Material Code', externalNumber: '4000' },
    });
  });

  it('of roles, services, locations and people are named as in Autotask; API users, who can own nothing, are none', () => {
    const entry = (row: object) => listEntryToFieldValue('role', AutotaskListEntry.parse({ id: 3, isActive: true, ...row }));
    const person = (row: object) => resourceToFieldValue(AutotaskResource.parse({ id: 4, isActive: true, ...row }));

    expect(entry({ name: 'Engineer' }).label).toBe('Engineer');
    expect(entry({ locationName: 'Main Warehouse' }).label).toBe('Main Warehouse');
    expect(person({ firstName: 'Demo', lastName: 'Person' })).toMatchObject({ key: '4', label: 'Demo Person' });
    expect(person({ firstName: '', email: 'demo@example.com' })?.label).toBe('demo@example.com');
    expect(entry({ name: '' }).label).toBe('3');
    expect(person({ licenseType: API_USER_LICENCE })).toBeUndefined();
  });
});
