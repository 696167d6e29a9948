import type { ConnectionCheck, ConnectionReport } from '@psa-bridge/connector-kit';
import { isAppError } from '@psa-bridge/core';
import { CreatedRow, CwSystemInfo } from '../client/types.ts';
import type { ConnectWiseSession } from '../session.ts';
import { MODULES, SETUP_TABLES, type NeededRight } from './needed-rights.ts';

/**
 * Tests a connection (CW-01, CW-02): the site and the keys by the calls themselves, then each module permission and each Table
 * Setup entry as a check of its own. A right that is missing shows as a refusal of just that path (connectwise.md section 3).
 *
 * Rights to write are not asked about: no call would tell without making something.
 */
export async function testConnectWiseConnection(session: ConnectWiseSession): Promise<ConnectionReport> {
  const site = await session.site();
  const info = await session.client.get('system/info', CwSystemInfo);
  const checks: ConnectionCheck[] = [
    { name: 'site', ok: true, message: `ConnectWise found at ${new URL(site.url).host}.` },
    { name: 'credentials', ok: true, message: `The keys are accepted by ConnectWise ${info?.version ?? ''}`.trimEnd() + '.' },
  ];
  for (const right of MODULES) checks.push(await checkRight(session, right, 'module'));
  for (const right of SETUP_TABLES) checks.push(await checkRight(session, right, 'setup_table'));
  return { ...(await identityOf(session)), checks };
}

/** Which ConnectWise this is: the company id that people sign in with, at its host. */
async function identityOf(session: ConnectWiseSession): Promise<{ fingerprint: string; displayName: string }> {
  const { url } = await session.site();
  const name = session.companyId.toLowerCase();
  return { fingerprint: `company:${name}@${new URL(url).host}`, displayName: session.companyId };
}

async function checkRight(
  { client }: ConnectWiseSession,
  { section, entry, path, isOptional }: NeededRight,
  sort: 'module' | 'setup_table',
): Promise<ConnectionCheck> {
  const name = `${sort}_${`${section} ${entry ?? ''}`
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')}`;
  const title = entry === undefined ? section : `${section} / ${entry}`;
  try {
    await client.walk(path, { after: 0, fields: ['id'], rows: 1 }, CreatedRow);
    return { name, ok: true, message: `${title}: can be read.` };
  } catch (error) {
    if (!isAppError(error) || !['psa_forbidden', 'psa_not_found'].includes(error.code)) throw error;
    return {
      ...{ name, ok: false, message: `${title}: cannot be read.` },
      ...(isOptional ? { isWarning: true } : {}),
      remedy:
        sort === 'module'
          ? `In System > Security Roles, give the API member's role access to the module ${section}, then test again.`
          : `In System > Security Roles, in the role's Table Setup, allow the entry ${title}, then test again.`,
    };
  }
}
