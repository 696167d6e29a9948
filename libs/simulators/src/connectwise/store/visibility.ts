import type { EntityDefinition } from '../metadata/entity-definition.ts';
import type { Row } from './database.ts';

/** Deleted companies are gone for whoever asks for them by id to write them. */
export function isHiddenRow({ name }: EntityDefinition, { values }: Row): boolean {
  return name === 'Company' && values['deletedFlag'] === true;
}
