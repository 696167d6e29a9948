import type { DeliveryQuery } from '../../api/webhooks.ts';
import { oneOf, textOf, type ChangeAddress, type RawAddress } from '../address.ts';

export interface EndpointsSearch {
  /** The dialog of a new endpoint is open. */
  add?: 'open';
}

export function toEndpointsSearch(raw: RawAddress): EndpointsSearch {
  return oneOf(raw, 'add', ['open']);
}

export interface DeliverySearch {
  state?: 'waiting' | 'delivered' | 'failed';
  eventType?: string;
  /** The delivery whose drawer is open. */
  delivery?: string;
}

export type ChangeDeliverySearch = ChangeAddress<DeliverySearch>;

export function toDeliverySearch(raw: RawAddress): DeliverySearch {
  return {
    ...oneOf(raw, 'state', ['waiting', 'delivered', 'failed']),
    ...textOf(raw, 'eventType'),
    ...textOf(raw, 'delivery'),
  };
}

export function deliveryQueryOf({ state, eventType }: DeliverySearch): DeliveryQuery {
  return { ...(state === undefined ? {} : { state }), ...(eventType === undefined ? {} : { eventType }) };
}
