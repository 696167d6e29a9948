import type { PartnerEvent } from './partner-event.ts';

/** Which events an endpoint is told of. */
export interface EventFilter {
  /** `*`, `issue.*` or one type, `issue.opened`. */
  readonly eventTypes: readonly string[];
  /** Only those about entities of these types; all without it. */
  readonly entityTypes?: readonly string[] | undefined;
}

export function isWanted(
  { eventTypes, entityTypes }: EventFilter,
  { type, entityType }: Pick<PartnerEvent, 'type' | 'entityType'>,
): boolean {
  const [family = ''] = type.split('.');
  const names = ['*', `${family}.*`, type];
  return eventTypes.some((name) => names.includes(name)) && (entityTypes?.includes(entityType) ?? true);
}
