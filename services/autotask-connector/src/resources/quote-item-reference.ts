import type { PushContext } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { BusinessRecord, QuoteItem } from '@psa-bridge/records';
import { productReference, type ItemReference } from '../mapping/quote.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { activeBillingCode } from './billing-code.ts';

type Context = PushContext<AutotaskSession, AutotaskSettings>;

/**
 * What a line refers to in Autotask: exactly one thing. Labour is always a role's, so that its hours are not sold as goods; a
 * line of none of these kinds, such as a text, is a charge.
 */
export async function referenceOf(item: QuoteItem, context: Context): Promise<ItemReference> {
  if ((item.kind === 'product' || item.kind === 'labour') && item.productId !== undefined)
    return productReference(await linkedId('product', item.productId, context));
  if (item.kind === 'service' && item.serviceId !== undefined)
    return { field: 'serviceID', id: Number(await linkedId('service', item.serviceId, context)) };
  if (item.kind === 'labour')
    throw rejected('labour_role_missing', 'The line has no labour product, so that Autotask cannot know its role');
  return { field: 'chargeID', id: await activeBillingCode({}, context) };
}

/** Autotask's id of what a line refers to. */
export async function linkedId(type: 'product' | 'service', recordId: string, context: Context): Promise<string> {
  const record: BusinessRecord | undefined = await context.records.get(type, recordId);
  const link = record?.external[context.integration.id];
  if (link?.id !== undefined) return link.id;
  const name = type === 'product' ? 'Product' : 'Service';
  // The line fails for the reason that its product failed for, where that is known.
  throw rejected('item_reference_missing', link?.sync.message ?? `${name} has no external identifier`, {
    details: { psaText: link?.sync.message ?? '', referenceCode: link?.sync.code },
  });
}
