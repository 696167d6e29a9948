import type { ConnectionCheck, ConnectionReport } from '@psa-bridge/connector-kit';
import { isAppError } from '@psa-bridge/core';
import { AutotaskCompany, type EntityInfo } from '../client/types.ts';
import type { Zone } from '../client/zone.ts';
import type { AutotaskSession } from '../session.ts';

type Access = 'read' | 'write';

/** What the API user's security level must allow (AT-03), by its section and an entity that shows it. */
const PERMISSIONS: readonly { section: string; entity: string; access: Access }[] = [
  { section: 'Contracts', entity: 'Contracts', access: 'write' },
  { section: 'CRM', entity: 'Companies', access: 'write' },
  { section: 'CRM', entity: 'Contacts', access: 'write' },
  { section: 'CRM', entity: 'Opportunities', access: 'write' },
  { section: 'CRM', entity: 'Quotes', access: 'write' },
  { section: 'Inventory', entity: 'Products', access: 'write' },
  { section: 'Service Desk', entity: 'Tickets', access: 'write' },
  { section: 'Admin', entity: 'BillingCodes', access: 'read' },
];
/** Webhooks need a level of their own (AT-04): without it everything works but in real time. */
const WEBHOOK_ENTITIES = ['CompanyWebhooks', 'ContactWebhooks'] as const;

/**
 * Tests a connection (AT-01 to AT-06): the zone and the credentials by the calls themselves, then each permission and
 * setting as a check of its own.
 */
export async function testAutotaskConnection(session: AutotaskSession): Promise<ConnectionReport> {
  const zone = await session.zone();
  const usage = await session.client.usage();
  const own = await session.client.get('Companies', 0, AutotaskCompany);
  const checks: ConnectionCheck[] = [
    { name: 'zone', ok: true, message: `Zone found: ${zone.name}.` },
    { name: 'credentials', ok: true, message: 'The credentials are accepted.' },
    ownCompanyCheck(own),
    allowanceCheck(usage),
  ];
  for (const { section, entity, access } of PERMISSIONS) checks.push(await permissionCheck(session, { section, entity, access }));
  for (const entity of WEBHOOK_ENTITIES) checks.push(await webhookCheck(session, entity));
  if (session.settings.enrichWithMpn) checks.push(catalogueCheck(session));
  return {
    ...identityOf(zone, own?.companyName ?? ''),
    ...(own?.companyName ? { displayName: own.companyName } : {}),
    checks,
  };
}

/** Of a zone that was set by hand Autotask does not tell the database's number: it is recognised by its company then. */
function identityOf({ database, url }: Zone, companyName: string): Pick<ConnectionReport, 'fingerprint' | 'alsoKnownAs'> {
  const company = `company:${companyName}@${new URL(url).host}`;
  return database === undefined ? { fingerprint: company } : { fingerprint: `database:${database}`, alsoKnownAs: [company] };
}

function ownCompanyCheck(own: AutotaskCompany | undefined): ConnectionCheck {
  const name = 'own_company_country';
  if (own === undefined) {
    return {
      name,
      ok: false,
      message: 'The own company (id 0) cannot be read.',
      remedy: "Give the API user's security level access to all companies (CRM).",
    };
  }
  // AT-02
  if (own.countryID === null || own.countryID === undefined) {
    return {
      name,
      ok: false,
      message: 'The own company (id 0) has no country.',
      remedy: 'Fill in its Country in Autotask, then test again.',
    };
  }
  return { name, ok: true, message: 'The own company has a country.' };
}

function allowanceCheck({ limit, used, windowMinutes }: { limit: number; used: number; windowMinutes: number }): ConnectionCheck {
  const message = `${used} of ${limit} requests were used in the last ${windowMinutes} minutes, by all integrations together.`;
  // From half of the allowance on, Autotask slows every call (AT-06; autotask.md section 3).
  if (used < limit / 2) return { name: 'request_allowance', ok: true, message };
  return {
    name: 'request_allowance',
    ok: false,
    isWarning: true,
    isMomentary: true,
    message,
    remedy: 'Ask which other integrations use the API; syncs are paced until it falls.',
  };
}

/** AT-33 */
function catalogueCheck({ catalogue }: AutotaskSession): ConnectionCheck {
  const name = 'product_catalogue';
  if (catalogue) return { name, ok: true, message: 'Imported products are completed from a catalogue.' };
  return {
    name,
    ok: false,
    isWarning: true,
    message: 'Imported products are to be completed from a catalogue, and none is configured.',
    remedy: 'Have the operator set PRODUCT_CATALOGUE_FILE or PRODUCT_CATALOGUE_URL, or switch it off on the Data Import page.',
  };
}

async function permissionCheck(
  session: AutotaskSession,
  { section, entity, access }: { section: string; entity: string; access: Access },
): Promise<ConnectionCheck> {
  const name = `permission_${entity.toLowerCase()}`;
  const info = await readInfo(session, entity);
  const allowed = info !== undefined && mayRead(info) && (access === 'read' || mayWrite(info));
  if (allowed) return { name, ok: true, message: `${entity}: ${access === 'read' ? 'read' : 'read and write'} access.` };
  return {
    name,
    ok: false,
    message: `${entity}: no ${info && mayRead(info) ? 'write' : 'read'} access.`,
    remedy: `In the API user's security level, allow ${access === 'read' ? 'read' : 'read and write'} access in the section ${section}, then test again.`,
  };
}

/**
 * Whether webhooks may be made is not told by the metadata: a webhook without its required fields is refused for the fields
 * where the right is there, and for the right where it is not. Nothing can come of it.
 */
async function webhookCheck(session: AutotaskSession, entity: string): Promise<ConnectionCheck> {
  const name = `permission_${entity.toLowerCase()}`;
  if (await mayCreateWebhooks(session, entity)) return { name, ok: true, message: `${entity}: webhooks can be created.` };
  return {
    name,
    ok: false,
    isWarning: true,
    message: `${entity}: webhooks cannot be created, so changes come by polling only.`,
    remedy:
      'Copy the security level "API User (system)", tick the right to create webhooks with a maximum of at least 2, and give it to the API user.',
  };
}

async function mayCreateWebhooks(session: AutotaskSession, entity: string): Promise<boolean> {
  try {
    await session.client.create(entity, {});
    return true;
  } catch (error) {
    if (isAppError(error) && error.code === 'psa_refused') return true;
    if (isAppError(error) && ['psa_forbidden', 'psa_not_found'].includes(error.code)) return false;
    throw error;
  }
}

async function readInfo(session: AutotaskSession, entity: string): Promise<EntityInfo | undefined> {
  try {
    return await session.client.entityInfo(entity);
  } catch (error) {
    if (isAppError(error) && ['psa_forbidden', 'psa_not_found', 'psa_refused'].includes(error.code)) return undefined;
    throw error;
  }
}

function mayRead(info: EntityInfo): boolean {
  return (info.canQuery ?? false) && info.userAccessForQuery !== 'None';
}

function mayWrite(info: EntityInfo): boolean {
  return (info.canCreate ?? false) && info.userAccessForCreate !== 'None' && info.userAccessForUpdate !== 'None';
}
