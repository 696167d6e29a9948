import { isProvider, type Which } from '../../api/connectors.ts';
import type { Integration } from '../../api/integrations.ts';

/** One of the two integrations of a handover. */
export interface Side extends Which {
  name: string;
}

const STANDING: readonly Integration['state'][] = ['connected', 'auth_failed'];

/** Those of other PSAs: within one PSA an integration moves, and keeps its mappings. */
export function targetsOf(
  integrations: readonly Pick<Integration, 'id' | 'provider' | 'name' | 'state'>[],
  from: Which,
): readonly Side[] {
  return integrations.flatMap(({ id, provider, name, state }) =>
    isProvider(provider) && provider !== from.provider && STANDING.includes(state) ? [{ id, provider, name }] : [],
  );
}

/** The one that the address names; without a name the only one there is. */
export function chosenOf(targets: readonly Side[], to: string | undefined): Side | undefined {
  const [only, ...more] = targets;
  return targets.find(({ id }) => id === to) ?? (to === undefined && more.length === 0 ? only : undefined);
}
