import type { FieldValuesPart } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import { where } from '../client/conditions.ts';
import { CwMember } from '../client/sales-types.ts';
import { CreatedRow } from '../client/types.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';

export const MEMBERS = 'system/members';
/** Regular members and subcontractors: whoever else has a licence owns nothing (connectwise.md section 11). */
export const OWNERS = where.oneOf('licenseClass', ['F', 'X']);
export const ACTIVE = where.eq('inactiveFlag', false);

/** Members as the choice of who owns what is created there. */
export const membersPart: FieldValuesPart<ConnectWiseSession, ConnectWiseSettings> = {
  label: 'Members',
  kinds: ['resource'],
  async read({ session }) {
    const members = await session.client.list(MEMBERS, { conditions: OWNERS }, CwMember);
    return members.map(({ id, firstName, lastName, identifier, inactiveFlag }) => ({
      kind: 'resource',
      key: String(id),
      label: [firstName, lastName].filter(Boolean).join(' ') || (identifier ?? String(id)),
      isActive: inactiveFlag !== true,
    }));
  },
};

/**
 * Who is the sales representative of what is created: the member that was chosen, else the first active one.
 * @throws AppError `no_active_member` where the tenant's ConnectWise shows none
 */
export async function salesRepOf({ client, settings }: ConnectWiseSession): Promise<number> {
  if (settings.salesRep !== undefined) return Number(settings.salesRep);
  const conditions = where.all(ACTIVE, OWNERS);
  const { rows } = await client.walk(MEMBERS, { after: 0, conditions, fields: ['id'], rows: 1 }, CreatedRow);
  const [first] = rows;
  if (first) return first.id;
  throw rejected('no_active_member', 'ConnectWise shows no active member who could be the sales representative');
}
