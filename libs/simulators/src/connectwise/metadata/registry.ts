import { invalidInput } from '@psa-bridge/core';
import { COMPANY_ENTITIES } from './company.entities.ts';
import type { EntityDefinition } from './entity-definition.ts';
import { FINANCE_ENTITIES } from './finance.entities.ts';
import { PROCUREMENT_ENTITIES } from './procurement.entities.ts';
import { SALES_ENTITIES } from './sales.entities.ts';
import { SERVICE_ENTITIES } from './service.entities.ts';
import { SYSTEM_ENTITIES } from './system.entities.ts';

/** Everything that the simulator serves: validation, queries, answers and routes all derive from these tables. */
export const ENTITIES: readonly EntityDefinition[] = [
  ...COMPANY_ENTITIES,
  ...SALES_ENTITIES,
  ...PROCUREMENT_ENTITIES,
  ...FINANCE_ENTITIES,
  ...SERVICE_ENTITIES,
  ...SYSTEM_ENTITIES,
];

const byName = new Map(ENTITIES.map((entity) => [entity.name, entity]));
const byPath = new Map(ENTITIES.flatMap((entity) => (entity.path === undefined ? [] : [[entity.path.toLowerCase(), entity]])));
const byParentPath = new Map(
  ENTITIES.flatMap((entity) =>
    entity.parent ? [[`${entity.parent.path}/${entity.parent.segment}`.toLowerCase(), entity] as const] : [],
  ),
);

/** @throws AppError `unknown_entity` */
export function requireEntity(name: string): EntityDefinition {
  const found = byName.get(name);
  if (!found) throw invalidInput('unknown_entity', `There is no entity '${name}'.`);
  return found;
}

/** By the path of the collection below `apis/3.0/`, in any case. */
export function findByPath(path: string): EntityDefinition | undefined {
  return byPath.get(path.toLowerCase());
}

export function findChild(parentPath: string, segment: string): EntityDefinition | undefined {
  return byParentPath.get(`${parentPath}/${segment}`.toLowerCase());
}
