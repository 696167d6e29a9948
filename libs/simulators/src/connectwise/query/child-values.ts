import type { EntityDefinition, Json } from '../metadata/entity-definition.ts';
import { requireEntity } from '../metadata/registry.ts';
import { referenceOf } from '../store/references.ts';
import { communicationsOf, type CommunicationItem } from '../store/communications.ts';
import type { Database, Row } from '../store/database.ts';
import { fieldNamed } from './row-fields.ts';
import type { ValueType } from './value-test.ts';

interface ChildValues {
  type: ValueType;
  valuesOf(row: Row): Json[];
}

/** Values of the elements of an array, such as `communicationItems/value` and `types/name`. */
export function childValues(database: Database, entity: EntityDefinition, path: string): ChildValues | undefined {
  const [head = '', ...rest] = path.split('/');
  const field = fieldNamed(entity, head);
  const sub = rest.join('/').toLowerCase();
  if (field?.kind === 'communications') return communicationValues(database, sub);
  if (field?.kind !== 'refs') return undefined;
  if (sub !== 'id' && sub !== 'name') return undefined;
  const target = requireEntity(field.referenceTo ?? '');
  return {
    type: sub === 'id' ? 'numeric' : 'string',
    valuesOf: ({ values }) =>
      ((values[field.name] ?? []) as number[]).map((id) => referenceOf(target, database.row(target.name, id))?.[sub] ?? null),
  };
}

const READ: Readonly<Record<string, (item: CommunicationItem) => Json>> = {
  id: ({ id }) => id,
  value: ({ value }) => value,
  extension: ({ extension }) => extension,
  communicationtype: ({ communicationType }) => communicationType,
  defaultflag: ({ defaultFlag }) => defaultFlag,
  'type/id': ({ type }) => type,
};

function communicationValues({ row: find }: Database, sub: string): ChildValues | undefined {
  const read =
    sub === 'type/name'
      ? ({ type }: CommunicationItem): Json => find('Communication Type', type)?.values['description'] ?? null
      : Object.hasOwn(READ, sub)
        ? READ[sub]
        : undefined;
  if (!read) return undefined;
  const type = sub.endsWith('id') ? 'numeric' : sub === 'defaultflag' ? 'boolean' : 'string';
  return { type, valuesOf: (row) => communicationsOf(row).map(read) };
}

/** The user-defined fields of a row, those without a value too. */
export function customEntries(definitions: readonly Row[], { custom }: Row): { [name: string]: Json }[] {
  return definitions.map(({ id, values }) => ({
    id,
    caption: values['caption'] ?? null,
    type: values['fieldTypeIdentifier'] ?? null,
    entryMethod: values['entryTypeIdentifier'] ?? null,
    numberOfDecimals: values['numberDecimals'] ?? 0,
    value: custom[id] ?? null,
    connectWiseId: values['connectWiseID'] ?? null,
  }));
}
