import type { PersonQuery, UserQuery } from '../../api/users.ts';
import { oneOf, textOf, type ChangeAddress, type RawAddress } from '../address.ts';

export const USER_VIEWS = ['users', 'invitations', 'people'] as const;
type UserView = (typeof USER_VIEWS)[number];

/** What the address of the page says: whom it shows, and who is open beside the list. */
export interface UserSearch {
  view?: UserView;
  search?: string;
  kind?: 'msp' | 'customer';
  state?: 'active' | 'deleted';
  allowLogin?: 'true' | 'false';
  roleId?: string;
  integrationId?: string;
  linked?: 'true' | 'false';
  /** The user whose drawer is open. */
  user?: string;
  /** The person of the PSA whose drawer is open. */
  person?: string;
  /** The dialog that invites is open. */
  invite?: 'open';
}

export type ChangeUserSearch = ChangeAddress<UserSearch>;

const YES_NO = ['true', 'false'] as const;

export function toUserSearch(raw: RawAddress): UserSearch {
  return {
    ...oneOf(raw, 'view', USER_VIEWS),
    ...textOf(raw, 'search'),
    ...oneOf(raw, 'kind', ['msp', 'customer']),
    ...oneOf(raw, 'state', ['active', 'deleted']),
    ...oneOf(readable(raw), 'allowLogin', YES_NO),
    ...textOf(raw, 'roleId'),
    ...textOf(raw, 'integrationId'),
    ...oneOf(readable(raw), 'linked', YES_NO),
    ...textOf(raw, 'user'),
    ...textOf(raw, 'person'),
    ...oneOf(raw, 'invite', ['open']),
  };
}

/** In an address that somebody typed, `linked=true` is no text. */
function readable({ allowLogin, linked }: RawAddress): RawAddress {
  return { allowLogin: asText(allowLogin), linked: asText(linked) };
}

function asText(value: unknown): unknown {
  return typeof value === 'boolean' ? String(value) : value;
}

export function userQueryOf({ search, kind, state, allowLogin, roleId }: UserSearch): UserQuery {
  return {
    ...(search === undefined ? {} : { query: search }),
    ...(kind === undefined ? {} : { kind }),
    ...(state === undefined ? {} : { state }),
    ...(allowLogin === undefined ? {} : { allowLogin }),
    ...(roleId === undefined ? {} : { roleId }),
  };
}

export function personQueryOf({ search, integrationId, linked }: UserSearch): PersonQuery {
  return {
    ...(search === undefined ? {} : { query: search }),
    ...(integrationId === undefined ? {} : { integrationId }),
    ...(linked === undefined ? {} : { linked }),
  };
}
