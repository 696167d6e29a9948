import type { Page, PartContext } from '@psa-bridge/connector-kit';
import type { Incoming } from '@psa-bridge/records';
import { AutotaskRole } from '../client/types.ts';
import { groupOf, rolePlace } from '../mapping/import-map.ts';
import { roleToProduct } from '../mapping/product.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { chunkOf, readRows } from './paging.ts';

type Context = PartContext<AutotaskSession, AutotaskSettings>;

/** Before the ids of roles, which would else be those of products. */
export const ROLE = 'role:';
const ROLES = { entity: 'Roles', shape: AutotaskRole } as const;

/** The role that a product's external id names; undefined for a product. */
export function roleIdOf(externalId: string): string | undefined {
  return externalId.startsWith(ROLE) ? externalId.slice(ROLE.length) : undefined;
}

/** A page of the roles with these ids; its cursor begins with `role:`. */
export async function rolesPage(
  context: Context,
  roleIds: readonly string[],
  cursor: string | undefined,
): Promise<Page<'product'>> {
  const { ids, next } = chunkOf(roleIds, Number(cursor?.slice(ROLE.length) ?? 0));
  const items = await rolesById(context, ids);
  return { items, ...(next === undefined ? {} : { next: `${ROLE}${next}` }) };
}

/** Roles as products of ours (AT-35). */
export async function rolesById({ session }: Context, roleIds: readonly string[]): Promise<readonly Incoming<'product'>[]> {
  const seenAt = session.clock.now();
  const rows = await readRows(session, ROLES, roleIds);
  return rows.map((row) => {
    const { categoryId } = rolePlace(row.id, session.settings);
    return {
      externalId: `${ROLE}${row.id}`,
      data: roleToProduct(row, categoryId),
      ...{ seenAt, group: groupOf.role(row.id), silentOn: categoryId === undefined ? ['categoryId'] : [] },
    };
  });
}
