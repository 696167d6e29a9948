import { UDF_DATA_TYPE } from '../metadata/picklists.ts';
import { requireEntity } from '../metadata/registry.ts';
import type { SeedContext } from './seed-context.ts';

interface DemoUdf {
  entity: string;
  name: string;
  dataType: number;
  /** `value label` of a list. */
  items?: readonly string[];
}

const { text, number, date, list, multiSelect } = UDF_DATA_TYPE;

const UDFS: readonly DemoUdf[] = [
  { entity: 'Companies', name: 'Customer Tier', dataType: list, items: ['1 Bronze', '2 Silver', '3 Gold'] },
  { entity: 'Companies', name: 'Account Reference', dataType: text },
  { entity: 'Companies', name: 'Interests', dataType: multiSelect, items: ['1 Backup', '2 Security', '3 Telephony'] },
  { entity: 'Contacts', name: 'Preferred Name', dataType: text },
  { entity: 'Opportunities', name: 'Quote Reference', dataType: text },
  { entity: 'Opportunities', name: 'Forecast Category', dataType: list, items: ['1 Pipeline', '2 Best Case', '3 Commit'] },
  { entity: 'Opportunities', name: 'Decision Date', dataType: date },
  { entity: 'Opportunities', name: 'Solution Areas', dataType: multiSelect, items: ['1 Cloud', '2 Network'] },
  { entity: 'Products', name: 'Warranty Months', dataType: number },
  { entity: 'Products', name: 'Datasheet', dataType: text },
  { entity: 'Products', name: 'Sales Channels', dataType: multiSelect, items: ['1 Direct', '2 Partner'] },
  { entity: 'Tickets', name: 'Delivery Note', dataType: text },
];

/** User-defined fields of the demo tenant, one multi-select on each of the larger entities (autotask.md 2.7). */
export function seedUdfs({ insert, now }: SeedContext): void {
  UDFS.forEach(({ entity, name, dataType, items = [] }, index) => {
    const { id } = insert('UserDefinedFieldDefinitions', {
      name,
      udfType: requireEntity(entity).udfType ?? null,
      dataType,
      description: `Demo field ${name}`,
      isRequired: false,
      isActive: true,
      sortOrder: index + 1,
      createDate: now.toISOString(),
    });
    for (const item of items) {
      const [value = '', label = ''] = item.split(' ');
      insert('UserDefinedFieldListItems', { udfFieldId: id, valueForDisplay: label, valueForExport: value, isActive: true });
    }
  });
}
