import type { EntityDefinition, FieldDefinition, FieldValue } from '../metadata/entity-definition.ts';
import { toMixedText } from '../store/instant.ts';
import type { Row } from '../store/table.ts';
import type { Tenant } from '../tenant.ts';

export interface ItemOptions {
  /** Lower-case names of fields and UDFs; undefined for all. */
  includeFields?: ReadonlySet<string> | undefined;
  /** A get by id may show more than a query (autotask.md 2.3). */
  isQuery: boolean;
}

export type Item = Record<string, unknown>;

/** Makes the function that turns rows into what replies carry; made once a page. */
export function createItemWriter(tenant: Tenant, entity: EntityDefinition, options: ItemOptions): (row: Row) => Item {
  const { database, security, switches } = tenant;
  const { includeFields, isQuery } = options;
  const left = new Set([...security.hiddenFields, ...switches.absentFields, ...(isQuery ? switches.thinFields : [])]);
  const fields = entity.fields.filter(
    ({ name }) => !left.has(`${entity.name}.${name}`) && (includeFields === undefined || includeFields.has(name.toLowerCase())),
  );
  const udfNames = database
    .udfs(entity)
    .filter(
      ({ isSupported, isActive, name }) => isSupported && isActive && (!includeFields || includeFields.has(name.toLowerCase())),
    )
    .map(({ name }) => name);
  const showsUdfs =
    entity.udfType !== undefined && (!includeFields || udfNames.length > 0 || includeFields.has('userdefinedfields'));

  return (row) => {
    const item: Item = {};
    for (const field of fields) item[field.name] = shown(tenant, field, row);
    if (showsUdfs) item['userDefinedFields'] = udfNames.flatMap((name) => udfEntry(row, name));
    if (!isQuery && switches.inactiveContactReadsCompanyZero && entity.name === 'Contacts' && row.values['isActive'] === 0)
      item['companyID'] = 0;
    return item;
  };
}

function shown({ switches }: Tenant, field: FieldDefinition, row: Row): FieldValue {
  if (field.name === 'id') return row.id;
  const value = row.values[field.name] ?? null;
  if (field.dataType !== 'datetime' || typeof value !== 'string' || switches.dateTimeFormat === 'iso') return value;
  return toMixedText(value, row.id % 2 === 0);
}

function udfEntry(row: Row, name: string): { name: string; value: string }[] {
  const value = row.udfs[name];
  return value === undefined ? [] : [{ name, value }];
}
