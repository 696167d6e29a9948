import { textOf, type RawAddress } from '../address.ts';

/** What the address calls the page on which an integration hands its mappings over. */
export const HANDOVER = 'handover';

/** What the address says of it. */
export interface HandoverSearch {
  /** The integration that is to take them over. */
  to?: string;
}

export function toHandoverSearch(raw: RawAddress): HandoverSearch {
  return textOf(raw, 'to');
}
