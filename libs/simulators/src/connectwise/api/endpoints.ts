import { CONTACT_ENDPOINTS } from './special/contact.endpoints.ts';
import { CONVERSION_ENDPOINTS } from './special/conversion.endpoints.ts';
import { OPPORTUNITY_ENDPOINTS } from './special/opportunity.endpoints.ts';
import { createSpecialRouter, type SpecialMatch } from './special/special-endpoint.ts';
import { STOCK_ENDPOINTS } from './special/stock.endpoints.ts';
import { SYSTEM_ENDPOINTS } from './special/system.endpoints.ts';
import { operationOf, parseRoute, type Route } from './route.ts';

const findSpecial = createSpecialRouter([
  ...CONTACT_ENDPOINTS,
  ...OPPORTUNITY_ENDPOINTS,
  ...CONVERSION_ENDPOINTS,
  ...STOCK_ENDPOINTS,
  ...SYSTEM_ENDPOINTS,
]);

/** Where a call goes: to a collection or one of its rows, or to an endpoint of its own. */
export type Destination =
  | { kind: 'rows'; route: Exclude<Route, { kind: 'unknown' }> }
  | { kind: 'special'; match: SpecialMatch }
  | { kind: 'otherMethod' }
  | { kind: 'unknown' };

export function findDestination(method: string, path: string): Destination {
  const special = findSpecial(method, path);
  if (special !== undefined && special !== 'otherMethod') return { kind: 'special', match: special };
  const route = parseRoute(path);
  if (route.kind !== 'unknown') return { kind: 'rows', route };
  return { kind: special ?? 'unknown' };
}

/** The entity that faults, counters and the log know the call by. */
export function endpointOf(destination: Destination): string {
  if (destination.kind === 'rows') return destination.route.entity.name;
  return destination.kind === 'special' ? destination.match.endpoint.entity : 'unknown';
}

export function operationAt(destination: Destination, method: string): string {
  if (destination.kind === 'rows') return operationOf(destination.route, method);
  if (destination.kind === 'special' && destination.match.endpoint.isSearch === true) return 'query';
  return operationOf({ kind: 'unknown' }, method);
}
