import { changedFields } from '@psa-bridge/connector-kit';
import { where } from '../client/conditions.ts';
import { replacements, type ConnectWiseWrite } from '../client/patch.ts';
import { CreatedRow } from '../client/types.ts';
import { saysCategoryInactive } from '../failures.ts';
import { filingFields } from '../mapping/catalog-item.mapping.ts';
import type { CatalogFiling } from '../mapping/catalog-place.ts';
import type { ConnectWiseSession } from '../session.ts';
import { CATALOG } from './catalog-rows.ts';
import { checkedRow } from './checked-row.ts';

type Context = Parameters<typeof checkedRow>[3] & { session: ConnectWiseSession };

/** The identifier is unique there: it finds what an earlier try made. */
export async function findItem(identifier: unknown, { session }: Context): Promise<string | undefined> {
  const conditions = where.eq('identifier', String(identifier));
  const [row] = await session.client.list(CATALOG.path, { conditions, fields: ['id'] }, CreatedRow);
  return row && String(row.id);
}

export async function createItem(row: ConnectWiseWrite, context: Context): Promise<string> {
  const sent = await checkedRow('catalogItem', row, { isNew: true }, context);
  return String((await context.session.client.create(CATALOG.path, sent, CreatedRow)).id);
}

export interface ItemChange {
  before: ConnectWiseWrite | undefined;
  after: ConnectWiseWrite;
  /** Where it belongs by today's mapping, whether or not it has to move. */
  filing: CatalogFiling | undefined;
}

/** Only the fields that differ; an identifier can be another one, but not none. */
export async function changeItem(id: string, { before, after, filing }: ItemChange, context: Context): Promise<void> {
  const { identifier, ...rest } = changedFields(before, after);
  const changes = { ...rest, ...(identifier ? { identifier } : {}) };
  if (Object.keys(changes).length === 0) return;
  await checkedRow('catalogItem', changes, { isNew: false }, context);
  const send = (fields: ConnectWiseWrite): Promise<void> =>
    context.session.client.patch(`${CATALOG.path}/${id}`, replacements(fields));
  try {
    await send(changes);
  } catch (error) {
    // Any change of an item in a category that was switched off is refused: it moves to where it is mapped by now (CW-13).
    const moved = saysCategoryInactive(error) && !('subcategory' in changes) && filing && { ...changes, ...filingFields(filing) };
    if (!moved || !(await isFit(moved, context))) throw error;
    await send(moved);
  }
}

/** False where the mapping itself is known to be dead: then ConnectWise's own words are the message. */
function isFit(row: ConnectWiseWrite, context: Context): Promise<boolean> {
  return checkedRow('catalogItem', row, { isNew: false }, context).then(
    () => true,
    () => false,
  );
}
