import type { PushContext } from '@psa-bridge/connector-kit';
import { HaloItem } from '../client/catalogue-types.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { ITEMS } from './item-rows.ts';

type Context = PushContext<HaloSession, HaloSettings>;

/** What a line of anything is about. */
export interface LineOfItem {
  kind?: string;
  productId?: string | undefined;
  serviceId?: string | undefined;
}

/**
 * The item that a line stands for there: its product or service, else what the Products page chose for such lines (HP-11). None
 * where HaloPSA has neither: then its name says what is sold.
 */
export async function itemOf({ kind, productId, serviceId }: LineOfItem, context: Context): Promise<number | undefined> {
  const { shippingProduct, lineProduct } = context.session.settings;
  const own =
    productId === undefined
      ? serviceId === undefined
        ? undefined
        : await context.externalId('service', serviceId)
      : await context.externalId('product', productId);
  const stand = kind === 'charge' ? (shippingProduct ?? lineProduct) : lineProduct;
  const id = own ?? (stand === undefined ? undefined : await context.externalId('product', stand));
  return id === undefined ? undefined : Number(id);
}

/** Under which codes the items are booked, by the product groups that they stand in there (HP-15). */
export async function accountsOf(
  itemIds: readonly (number | undefined)[],
  { session }: Context,
): Promise<(itemId: number | undefined) => { income?: string | undefined; expense?: string | undefined }> {
  const { accountCodes } = session.settings;
  const groups = new Map<number, number | undefined>();
  // No list of items by their ids is documented: a call for each, and none where no code was entered.
  if (Object.keys(accountCodes).length > 0)
    for (const id of new Set(itemIds))
      if (id !== undefined) groups.set(id, (await session.client.detail(ITEMS, id, HaloItem))?.assetgroup_id);
  return (itemId) => accountCodes[String(groups.get(itemId ?? 0))] ?? {};
}
