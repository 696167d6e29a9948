import type { RecordKind } from '../../api/records.ts';
import type { Permission } from '../../session/session.ts';
import { textOf, type ChangeAddress, type RawAddress } from '../address.ts';

export const KINDS: readonly RecordKind[] = ['companies', 'contacts', 'products', 'services', 'opportunities', 'quotes'];

/** Which records are looked for, and which one is open. */
export interface RecordSearch {
  search?: string;
  record?: string;
}

export type ChangeRecords = ChangeAddress<RecordSearch>;

export function toRecordSearch(raw: RawAddress): RecordSearch {
  return { ...textOf(raw, 'search'), ...textOf(raw, 'record') };
}

/** Who may see a kind, by any of these; everybody where it names none. */
export const READERS: Readonly<Partial<Record<RecordKind, readonly Permission[]>>> = {
  products: ['Product viewer', 'Product editor'],
  services: ['Product viewer', 'Product editor'],
};

/** Who may have one synchronized. */
export const EDITORS: Readonly<Record<RecordKind, Permission>> = {
  companies: 'Company editor',
  contacts: 'Company editor',
  products: 'Product editor',
  services: 'Product editor',
  opportunities: 'Quote editor',
  quotes: 'Quote editor',
};

/** As issues and the audit call one of them. */
export const ENTITIES: Readonly<Record<RecordKind, string>> = {
  companies: 'company',
  contacts: 'contact',
  products: 'product',
  services: 'service',
  opportunities: 'opportunity',
  quotes: 'quote',
};
