import type { PeoplePart, PsaPerson } from '@psa-bridge/connector-kit';
import { where } from '../client/conditions.ts';
import { CwMember } from '../client/sales-types.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { ACTIVE, MEMBERS, OWNERS } from './members.ts';

/**
 * Members as people who may be users here: the active ones, and of them regular members and subcontractors only (CW-50); whom
 * no user matches becomes one (CW-51). ConnectWise names no company of its own.
 */
export const connectWisePeople: PeoplePart<ConnectWiseSession, ConnectWiseSettings> = {
  label: 'People',
  whenUnmatched: 'create_user',
  async page({ session }, { cursor }) {
    const after = cursor === undefined ? 0 : Number(cursor);
    const { rows, next } = await session.client.walk(MEMBERS, { after, conditions: where.all(ACTIVE, OWNERS) }, CwMember);
    return { people: rows.map(toPerson), ...(next === undefined ? {} : { next: String(next) }) };
  },
};

function toPerson(row: CwMember): PsaPerson {
  return {
    externalId: String(row.id),
    firstName: row.firstName ?? row.identifier ?? '',
    lastName: row.lastName ?? '',
    emails: emailsOf(row),
    licence: row.licenseClass ?? '',
    isActive: row.inactiveFlag !== true,
  };
}

/** The one that the member chose as default goes first. */
function emailsOf(row: CwMember): readonly string[] {
  const byPlace = { Office: row.officeEmail, Mobile: row.mobileEmail, Home: row.homeEmail } as const;
  const chosen = Object.entries(byPlace).find(([place]) => place === row.defaultEmail)?.[1];
  const all = [chosen, row.primaryEmail, ...Object.values(byPlace)].map((email) => email?.trim() ?? '').filter(Boolean);
  return [...new Set(all)];
}
