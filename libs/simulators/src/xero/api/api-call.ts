import type { HttpCall } from '../../http/exchange.ts';
import type { Platform } from '../platform.ts';
import type { Book } from '../store/book.ts';
import type { Change } from '../write/writing.ts';
import type { Reader, Resource } from './resources.ts';

/** A call that token, organisation, scope and limits have let through. */
export interface ApiCall {
  call: HttpCall;
  platform: Platform;
  book: Book;
  clientId: string;
  /** Told of what a write has changed, once all of it stands. */
  onWritten(book: Book, changes: readonly Change[]): void;
}

/** Orders have four decimals by nature; elsewhere they are asked for with each call (xero.md 7.3). */
export function unitPlacesOf({ query }: HttpCall, { name }: Pick<Resource, 'name'>): 2 | 4 {
  return name === 'PurchaseOrders' || query.get('unitdp') === '4' ? 4 : 2;
}

export function readerOf({ call, book, clientId }: ApiCall, resource: Resource): Reader {
  return { book, clientId, unitPlaces: unitPlacesOf(call, resource) };
}
