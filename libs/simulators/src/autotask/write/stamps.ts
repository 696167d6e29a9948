import type { EntityDefinition } from '../metadata/entity-definition.ts';
import type { Tenant } from '../tenant.ts';
import type { Values } from './rules/entity-rules.ts';
import type { Actor } from './writer.ts';

export interface StampOccasion {
  entity: EntityDefinition;
  actor: Actor;
  kind: 'create' | 'update';
  at: string;
}

/** The date fields that the server moves by itself (autotask.md 5.4.2). */
export function stampsOf(tenant: Tenant, { entity, actor, kind, at }: StampOccasion): Values {
  const { created, edited, activity } = entity.stamps;
  const moved = [
    ...(kind === 'create' ? created : []),
    ...edited,
    ...(kind === 'create' || movesActivity(tenant, entity, actor) ? activity : []),
  ];
  return Object.fromEntries(moved.map((field) => [field, at]));
}

/** Whether an edit of an opportunity moves `lastActivity` is open (autotask.md 5.4.1, 10): two switches. */
function movesActivity({ switches }: Tenant, entity: EntityDefinition, actor: Actor): boolean {
  if (entity.name !== 'Opportunities') return true;
  return switches.opportunityEditMovesLastActivity && (!actor.isApi || switches.apiEditMovesLastActivity);
}
