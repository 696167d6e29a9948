import type { PartContext } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { Product } from '@psa-bridge/records';
import { MESSAGES } from '../failures.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';

type Context = PartContext<AutotaskSession, AutotaskSettings>;

/** Name of the code that serves until an admin chooses another (AT-12). */
const OUT_OF_THE_BOX = 'taxable products';

/** The key of the code for a category: its own, else the default one, else "taxable products" (AT-10, AT-11, AT-12). */
async function billingCodeKey(categoryId: string | undefined, { session, records }: Context): Promise<string | undefined> {
  const { categoryBillingCodes, defaultBillingCode } = session.settings;
  const chosen = (categoryId === undefined ? undefined : categoryBillingCodes[categoryId]) ?? defaultBillingCode;
  if (chosen !== undefined) return chosen;
  const found = await records.search('field_value', { from: 0, size: 500, filters: { kind: 'billing_code', isActive: true } });
  return found.items.find(({ data }) => data.label.trim().toLowerCase() === OUT_OF_THE_BOX)?.data.key;
}

/**
 * The billing code that a product is created with, checked in Autotask before it is used.
 * @throws AppError `autotask_reference` that reads as AT-14 where it is missing, deleted or inactive
 */
export async function activeBillingCode(product: Pick<Product, 'categoryId'>, context: Context): Promise<number> {
  return activeCode(await billingCodeKey(product.categoryId, context), context);
}

/**
 * The billing code that a charge is made with: the one chosen for its line, that of its product's category, the one of the
 * Purchase Order page, else what products are created with (AT-16).
 * @throws AppError `autotask_reference` that reads as AT-14 where it is missing, deleted or inactive
 */
export async function activeChargeCode(
  charge: { billingCode?: string | undefined; categoryId?: string | undefined },
  context: Context,
): Promise<number> {
  const { categoryBillingCodes, chargeBillingCode } = context.session.settings;
  const ofCategory = charge.categoryId === undefined ? undefined : categoryBillingCodes[charge.categoryId];
  const chosen = charge.billingCode ?? ofCategory ?? chargeBillingCode;
  return activeCode(chosen ?? (await billingCodeKey(undefined, context)), context);
}

async function activeCode(key: string | undefined, context: Context): Promise<number> {
  if (key === undefined) throw billingCodeError('none', 'No billing code is set for this, and there is no default.');
  const code = await context.session.billingCode(Number(key));
  if (!code?.isActive)
    throw billingCodeError(
      key,
      `Billing code ${key}${code?.name ? ` (${code.name})` : ''} is ${code ? 'inactive' : 'missing'} in Autotask.`,
    );
  return code.id;
}

function billingCodeError(key: string, text: string): Error {
  const details = { psaText: `${MESSAGES.billingCode}: ${text}`, reference: `billing code ${key}` };
  return rejected('autotask_reference', MESSAGES.billingCode, { details });
}
