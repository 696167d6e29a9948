import { invalidInput } from '@psa-bridge/core';
import { BILLING_ENTITIES } from './billing.entities.ts';
import { CATALOGUE_ENTITIES } from './catalogue.entities.ts';
import { COMPANY_ENTITIES } from './company.entities.ts';
import type { EntityDefinition } from './entity-definition.ts';
import { ORGANISATION_ENTITIES } from './organisation.entities.ts';
import { PURCHASING_ENTITIES } from './purchasing.entities.ts';
import { SALES_ENTITIES } from './sales.entities.ts';
import { SERVICE_DESK_ENTITIES } from './service-desk.entities.ts';
import { WEBHOOK_ENTITIES } from './webhook.entities.ts';

/** Everything that the simulator serves: metadata, validation, queries and routes all derive from these tables. */
export const ENTITIES: readonly EntityDefinition[] = [
  ...COMPANY_ENTITIES,
  ...SALES_ENTITIES,
  ...CATALOGUE_ENTITIES,
  ...ORGANISATION_ENTITIES,
  ...SERVICE_DESK_ENTITIES,
  ...PURCHASING_ENTITIES,
  ...BILLING_ENTITIES,
  ...WEBHOOK_ENTITIES,
];

const byName = new Map(ENTITIES.map((entity) => [entity.name.toLowerCase(), entity]));
const bySingular = new Map(ENTITIES.map((entity) => [entity.singular, entity]));

/** By plural name, in any case. */
export function findEntity(name: string): EntityDefinition | undefined {
  return byName.get(name.toLowerCase());
}

/** @throws AppError `unknown_entity` */
export function requireEntity(name: string): EntityDefinition {
  const found = findEntity(name);
  if (!found) throw invalidInput('unknown_entity', `There is no entity '${name}'.`);
  return found;
}

/** The entity that a reference field points to. */
export function entityOfReference(singular: string): EntityDefinition | undefined {
  return bySingular.get(singular);
}

/** The children of an entity by path segment, such as `companies/contacts`; all lower case. */
const byParentPath = new Map(
  ENTITIES.flatMap((entity) =>
    entity.parent ? [[`${entity.parent.path ?? entity.parent.entity}/${entity.parent.segment}`.toLowerCase(), entity]] : [],
  ),
);

export function findChild(parentPath: string, segment: string): EntityDefinition | undefined {
  return byParentPath.get(`${parentPath}/${segment}`.toLowerCase());
}
