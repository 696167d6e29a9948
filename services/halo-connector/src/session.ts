import { readInPieces, type OpenContext, type Piece } from '@psa-bridge/connector-kit';
import { Secret, type Clock } from '@psa-bridge/core';
import { createTokenKeeper, type AccessToken } from './client/access-token.ts';
import { findAuthority, requestToken, type Authority } from './client/authorization.ts';
import { createHaloClient, type HaloClient, type Query } from './client/halo.client.ts';
import { changedIds, hearsChangeDates } from './client/changes.ts';
import { originOf } from './client/host.ts';
import { grantedToken, NEEDED_SCOPES } from './client/scopes.ts';
import { HaloSetupRow } from './client/setup-types.ts';
import { HaloCurrency } from './client/types.ts';
import { createMainContactRule, type MainContactRule } from './main-contact-rule.ts';
import type { HaloCredentials, HaloSettings } from './settings/settings.ts';

const LOOKUP_OF_LOOKUPS = 11;
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** One piece of work's view of a tenant's HaloPSA; what rarely changes is remembered over sessions. */
export interface HaloSession {
  client: HaloClient;
  settings: HaloSettings;
  clock: Clock;
  /** `https://acme.halopsa.com`. */
  host: string;
  authority(): Promise<Authority>;
  /** With the scopes that the application was granted. */
  token(): Promise<AccessToken>;
  /** The MSP's own website, where it was entered. */
  website: string | undefined;
  /** Codes such as `USD` by the id of a currency. */
  currencyCodes(): Promise<ReadonlyMap<number, string>>;
  /** All rows of a list that an administrator has set up. */
  setup(entity: SetupEntity, query?: Query): Promise<readonly HaloSetupRow[]>;
  /** Whether new clients need a main contact, as far as refusals have shown it (HP-17). */
  mainContact: MainContactRule;
  /** Whether the list of an entity can be asked for what changed since a time. */
  hearsChangeDates(entity: string): Promise<boolean>;
  /**
   * Ids of rows that changed at or after a time, of a list that can be asked so. They are gathered with the first page of a pass
   * and hold for its others: what changes behind it is the next run's.
   */
  changedSince(entity: string, since: Date, page: { isFirst: boolean }): Promise<readonly number[]>;
  /** Reads what takes several calls, each of which is made once however often the limit comes between them. */
  inPieces<Result>(read: (piece: Piece) => Promise<Result>): Promise<Result>;
  /** The list of lookups, by the numbers that they have here. */
  lookups(): Promise<readonly HaloSetupRow[]>;
}

/** What is referred to by ids. */
export type SetupEntity = 'TicketType' | 'Team' | 'Supplier';

export function openSession(context: OpenContext<HaloCredentials, HaloSettings>): HaloSession {
  const { call, memory, credentials, integration, clock } = context;
  const host = originOf(credentials.host) ?? '';
  const authority = (): Promise<Authority> =>
    memory.remember('authority', DAY_MS, () => findAuthority({ host, tenant: credentials.tenant, call }));
  const keeper = memory.remember('token-keeper', Infinity, () => Promise.resolve(createTokenKeeper(clock)));
  const clientSecret = new Secret(credentials.clientSecret);
  const ask = async (scopes: readonly string[]) =>
    requestToken({ authority: await authority(), clientId: credentials.clientId, clientSecret, scopes, call });
  const token = async (): Promise<AccessToken> => (await keeper).current(() => grantedToken(NEEDED_SCOPES, ask));
  const client = createHaloClient({
    ...{ call, apiUrl: `${host}/api`, token },
    reject: (rejected) => void keeper.then((held) => held.reject(rejected)),
  });
  return {
    ...{ client, clock, host, authority, token },
    settings: integration.settings,
    website: credentials.website,
    setup: (entity, query = {}) => memory.remember(`setup:${entity}`, HOUR_MS, () => client.list(entity, query, HaloSetupRow)),
    mainContact: createMainContactRule({ memory, clock }),
    hearsChangeDates: (entity) =>
      memory.remember(`hears-change-dates:${entity}`, DAY_MS, () => hearsChangeDates(client, entity, clock.now())),
    changedSince(entity, since, { isFirst }) {
      const key = `changed:${entity}:${since.toISOString()}`;
      if (isFirst) memory.forget(key);
      return memory.remember(key, HOUR_MS, () => changedIds(client, entity, since));
    },
    inPieces: (read) => readInPieces(memory, read),
    lookups: () =>
      memory.remember('lookups', HOUR_MS, () => client.list('Lookup', { lookupid: LOOKUP_OF_LOOKUPS }, HaloSetupRow)),
    currencyCodes: () => memory.remember('currencies', DAY_MS, () => readCurrencyCodes(client)),
  };
}

async function readCurrencyCodes(client: HaloClient): Promise<ReadonlyMap<number, string>> {
  const rows = await client.list('Currency', {}, HaloCurrency);
  return new Map(
    rows.flatMap(({ id, name, code }) => {
      const known = [code, name].find((one) => /^[A-Z]{3}$/.test(one ?? ''));
      return known ? [[id, known] as const] : [];
    }),
  );
}
