import { jsonText } from '../../http/json-text.ts';
import type { EntityDefinition } from '../metadata/entity-definition.ts';
import type { Row } from './database.ts';

/** What a reference to a row says of it. */
export interface Reference {
  id: number;
  name: string;
  identifier?: string;
}

export function referenceOf(entity: EntityDefinition, row: Row | undefined): Reference | undefined {
  if (!row) return undefined;
  const identifier = row.values['identifier'];
  const reference = { id: row.id, name: labelOf(entity, row) };
  return typeof identifier === 'string' ? { ...reference, identifier } : reference;
}

export function labelOf({ name, label }: EntityDefinition, { id, values }: Row): string {
  if (name === 'Contact')
    return [values['firstName'], values['lastName']]
      .map((part) => jsonText(part ?? ''))
      .join(' ')
      .trim();
  return jsonText(values[label] ?? id);
}
