import { invalidInput } from '@psa-bridge/core';
import { BILLING_ENTITIES } from './billing.entities.ts';
import { CATALOGUE_ENTITIES } from './catalogue.entities.ts';
import { CUSTOMER_ENTITIES } from './customer.entities.ts';
import type { Endpoint, EntityDefinition } from './entity-definition.ts';
import { ORGANISATION_ENTITIES } from './organisation.entities.ts';
import { SALES_ENTITIES } from './sales.entities.ts';

/** Everything that the simulator serves: reading bodies, lists, answers and routes all derive from these tables. */
export const ENTITIES: readonly EntityDefinition[] = [
  ...CUSTOMER_ENTITIES,
  ...ORGANISATION_ENTITIES,
  ...SALES_ENTITIES,
  ...CATALOGUE_ENTITIES,
  ...BILLING_ENTITIES,
];

const byName = new Map(ENTITIES.map((entity) => [entity.name.toLowerCase(), entity]));
const OWN_PATHS: Readonly<Record<string, Pick<Endpoint, 'domain'> & { entityName: string }>> = {
  opportunities: { entityName: 'Tickets', domain: 'opportunity' },
  projects: { entityName: 'Tickets', domain: 'project' },
  customfield: { entityName: 'FieldInfo', domain: undefined },
};

/** The table of a name, whatever way leads there. @throws AppError `unknown_entity` */
export function requireEntity(name: string): EntityDefinition {
  return requireEndpoint(name).entity;
}

/** @throws AppError `unknown_entity` */
export function requireEndpoint(name: string): Endpoint {
  const found = findEndpoint(name);
  if (!found) throw invalidInput('unknown_entity', `There is no entity '${name}'.`);
  return found;
}

/** By the first segment of the path below `/api/`, in any case. */
export function findEndpoint(segment: string): Endpoint | undefined {
  const key = segment.toLowerCase();
  const own = Object.hasOwn(OWN_PATHS, key) ? OWN_PATHS[key] : undefined;
  const entity = byName.get(own?.entityName.toLowerCase() ?? key);
  if (!entity) return undefined;
  const name = own ? `${segment.charAt(0).toUpperCase()}${key.slice(1)}` : entity.name;
  return { name, entity, domain: own?.domain, listName: entity.listName };
}
