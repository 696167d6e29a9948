import type { PeoplePart, PsaPerson } from '@psa-bridge/connector-kit';
import { AutotaskResource } from '../client/types.ts';
import { API_USER_LICENCE } from '../mapping/field-value.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';

/** Company 0 is the tenant itself (AT-02). */
const OWN_COMPANY = '0';
const BEFORE_FIRST = -1;

/**
 * Resources as people who may be users here (ID-41, autotask.md section 5.10). API users are nobody; one that is inactive is
 * told as such. Nobody becomes a user for being a resource: there are many who never sign in here.
 */
export const autotaskPeople: PeoplePart<AutotaskSession, AutotaskSettings> = {
  label: 'People',
  whenUnmatched: 'leave',
  async page({ session }, { cursor }) {
    const after = cursor === undefined ? BEFORE_FIRST : Number(cursor);
    const { rows, next } = await session.client.walk('Resources', { after }, AutotaskResource);
    const people = rows.filter(({ licenseType }) => licenseType !== API_USER_LICENCE).map(toPerson);
    return { people, ...(next === undefined ? {} : { next: String(next) }) };
  },
};

function toPerson(row: AutotaskResource): PsaPerson {
  const emails = [row.email, row.email2, row.email3].map((email) => email?.trim() ?? '').filter(Boolean);
  return {
    externalId: String(row.id),
    firstName: row.firstName ?? '',
    lastName: row.lastName ?? '',
    emails: [...new Set(emails)],
    licence: String(row.licenseType ?? ''),
    isActive: row.isActive,
    companyExternalId: OWN_COMPANY,
  };
}
