import { linkedId, type PushContext } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import { where } from '../client/conditions.ts';
import type { ConnectWiseWrite } from '../client/patch.ts';
import { CwProductItem } from '../client/sales-types.ts';
import { CreatedRow } from '../client/types.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';

type Context = PushContext<ConnectWiseSession, ConnectWiseSettings>;

/** What is sold on an opportunity or charged on a ticket (connectwise.md section 11, ProductItem). */
export const PRODUCTS = { path: 'procurement/products', shape: CwProductItem } as const;

export interface ProductParent {
  field: 'opportunity' | 'ticket';
  id: number;
}

export interface NewProduct {
  /** Under which name its making is kept. */
  step: string;
  /** By which it is found again among those of its parent. */
  mark: string;
  parent: ProductParent;
  row: ConnectWiseWrite;
}

export function productsOf({ field, id }: ProductParent, { session }: Context): Promise<readonly CwProductItem[]> {
  return session.client.list(PRODUCTS.path, { conditions: where.eq(`${field}/id`, id) }, CwProductItem);
}

/** Makes it once. */
export async function makeProduct({ step, mark, parent, row }: NewProduct, context: Context): Promise<void> {
  await context.once(step, {
    async find() {
      const made = (await productsOf(parent, context)).find(({ integrationXRef }) => integrationXRef === mark);
      return made && String(made.id);
    },
    async create() {
      const made = { ...row, [parent.field]: { id: parent.id }, integrationXRef: mark, billableOption: 'Billable' };
      return String((await context.session.client.create(PRODUCTS.path, made, CreatedRow)).id);
    },
  });
}

/**
 * Products and services are both catalog items there.
 * @throws AppError `line_without_product`
 */
export async function catalogItemOf(
  { productId, serviceId }: { productId?: string | undefined; serviceId?: string | undefined },
  context: Context,
): Promise<number> {
  if (productId !== undefined) return linkedId({ type: 'product', id: productId }, context);
  if (serviceId !== undefined) return linkedId({ type: 'service', id: serviceId }, context);
  throw rejected('line_without_product', 'The line has no product, and ConnectWise takes only lines of a catalog item');
}
