import type { Area } from '../metadata/entity-definition.ts';
import type { Tenant } from '../tenant.ts';

/** Everything that is called standard: all areas but configuration and webhooks (halopsa.md 3). */
const STANDARD: readonly Area[] = [
  'tickets',
  'customers',
  'contracts',
  'suppliers',
  'items',
  'sales',
  'quotes',
  'sos',
  'pos',
  'invoices',
];

/** Scopes that exist, so that others are refused. */
const KNOWN =
  /^(all|all:standard|admin|admin:webhooks|all:teams|allteams|access:(chat|adpasswordreset)|editMine:timesheets|(read|edit):(tickets|calendar|customers|crm|timesheets|contracts|suppliers|items|projects|sales|quotes|sos|pos|invoices|reporting|software|softwarelicensing|kb|assets))$/;

export function isKnownScope(scope: string): boolean {
  return KNOWN.test(scope);
}

/** Whether scopes let an area be read, or written (halopsa.md 3). */
export function allows(scopes: readonly string[], area: Area, isWrite: boolean): boolean {
  if (scopes.includes('all')) return true;
  if (area === 'webhooks') return scopes.includes('admin:webhooks') || scopes.includes('admin');
  if (area === 'configuration') return isWrite ? scopes.includes('admin') : scopes.length > 0;
  if (scopes.includes('all:standard') && STANDARD.includes(area)) return true;
  const wanted = isWrite ? [`edit:${area}`] : [`read:${area}`, `edit:${area}`];
  return wanted.some((scope) => scopes.includes(scope)) || (area === 'tickets' && allowsCrm(scopes, isWrite));
}

/** Opportunities are CRM's part of the tickets. */
function allowsCrm(scopes: readonly string[], isWrite: boolean): boolean {
  return scopes.includes('edit:crm') || (!isWrite && scopes.includes('read:crm'));
}

/** Whether tickets of other teams are seen. */
export function seesAllTeams({ switches }: Pick<Tenant, 'switches'>, scopes: readonly string[]): boolean {
  if (!switches.teamRestricted || scopes.includes('all')) return true;
  const names = switches.teamScope === 'either' ? ['all:teams', 'allteams'] : [switches.teamScope];
  return names.some((name) => scopes.includes(name));
}
