import type { EntityDefinition } from '../metadata/entity-definition.ts';
import { UDF_DATA_TYPE, type PicklistValue } from '../metadata/picklists.ts';
import type { Row, Table } from './table.ts';

/** A user-defined field of an entity, as its definition row and list items describe it (autotask.md 2.7, 5.24). */
export interface UdfDefinition {
  id: number;
  name: string;
  description: string;
  dataType: number;
  /** Multi-select and reference UDFs exist, but their values can neither be read nor written through the API. */
  isSupported: boolean;
  isRequired: boolean;
  isActive: boolean;
  defaultValue: string | null;
  picklistValues: readonly PicklistValue[] | undefined;
}

const LIST_TYPES: readonly number[] = [UDF_DATA_TYPE.list, UDF_DATA_TYPE.multiSelect];
const UNSUPPORTED_TYPES: readonly number[] = [UDF_DATA_TYPE.multiSelect, UDF_DATA_TYPE.reference];

/** Reads the UDFs of an entity from the tenant's definition rows, so both ways of asking for them agree. */
export function createUdfCatalogue(table: (entityName: string) => Table) {
  return (entity: EntityDefinition): readonly UdfDefinition[] => {
    if (entity.udfType === undefined) return [];
    const definitions = [...table('UserDefinedFieldDefinitions').walk({})];
    return definitions
      .filter((row) => row.values['udfType'] === entity.udfType)
      .map((row) => toDefinition(row.id, row.values, table));
  };
}

function toDefinition(id: number, values: Row['values'], table: (entityName: string) => Table): UdfDefinition {
  const dataType = Number(values['dataType']);
  return {
    id,
    name: String(values['name']),
    description: String(values['description'] ?? ''),
    dataType,
    isSupported: !UNSUPPORTED_TYPES.includes(dataType),
    isRequired: values['isRequired'] === true,
    isActive: values['isActive'] !== false,
    defaultValue: typeof values['defaultValue'] === 'string' ? values['defaultValue'] : null,
    picklistValues: LIST_TYPES.includes(dataType) ? listItems(id, table) : undefined,
  };
}

function listItems(udfId: number, table: (entityName: string) => Table): PicklistValue[] {
  const items = [...table('UserDefinedFieldListItems').walk({})].filter((row) => row.values['udfFieldId'] === udfId);
  return items.map(({ values }, index) => ({
    value: String(values['valueForExport']),
    label: String(values['valueForDisplay']),
    isDefaultValue: false,
    sortOrder: index + 1,
    parentValue: '',
    isActive: values['isActive'] !== false,
    isSystem: false,
  }));
}
