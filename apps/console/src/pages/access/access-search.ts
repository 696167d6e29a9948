import { oneOf, textOf, type ChangeAddress, type RawAddress } from '../address.ts';

export const ACCESS_VIEWS = ['roles', 'keys', 'sign-in'] as const;
type AccessView = (typeof ACCESS_VIEWS)[number];

export interface AccessSearch {
  view?: AccessView;
  /** The role whose dialog is open, or `new`. */
  role?: string;
  /** The dialog of a new key is open. */
  key?: 'new';
}

export type ChangeAccessSearch = ChangeAddress<AccessSearch>;

export function toAccessSearch(raw: RawAddress): AccessSearch {
  return { ...oneOf(raw, 'view', ACCESS_VIEWS), ...textOf(raw, 'role'), ...oneOf(raw, 'key', ['new']) };
}
