import { readInPieces, type OpenContext, type Piece, type SessionMemory } from '@psa-bridge/connector-kit';
import { Secret, type Clock } from '@psa-bridge/core';
import type { z } from 'zod';
import { CwSetupRow } from './client/catalogue-types.ts';
import { everyRow } from './client/conditions.ts';
import { createConnectWiseClient, type ConnectWiseClient } from './client/connectwise.client.ts';
import { findSite, hasMoved, type Site, type SiteOptions } from './client/site.ts';
import { CwProbability } from './client/sales-types.ts';
import { CwCommunicationType, CwCompanyStatus, CwListEntry } from './client/types.ts';
import { countryCodes } from './mapping/countries.ts';
import type { Lookups } from './mapping/lookups.ts';
import { trustedKeyUrl } from './webhook/signing-key.ts';
import type { ConnectWiseCredentials, ConnectWiseSettings } from './settings/settings.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
/** How often a setup table is read anew, because something was missed in it. */
const MISSED_MS = 60 * 1000;
/** How often a signing key is asked for anew, because a signature did not fit. */
const DOUBT_MS = 5 * 60 * 1000;

export const BILLING_CYCLES = 'finance/billingCycles';
export const BILLING_TERMS = 'finance/billingTerms';
export const AGREEMENT_TYPES = 'finance/agreements/types';
/** Tables whose rows cannot be inactive. */
const WITHOUT_FLAG: readonly string[] = [BILLING_CYCLES, BILLING_TERMS, AGREEMENT_TYPES];
/** What is referred to by ids. */
export type SetupPath =
  | typeof BILLING_CYCLES
  | typeof BILLING_TERMS
  | typeof AGREEMENT_TYPES
  | 'procurement/purchaseorderstatuses'
  | 'procurement/subcategories'
  | 'procurement/types'
  | 'procurement/unitOfMeasures'
  | 'procurement/manufacturers';

/** One piece of work's view of a tenant's ConnectWise; what rarely changes is remembered over sessions. */
export interface ConnectWiseSession {
  client: ConnectWiseClient;
  settings: ConnectWiseSettings;
  clock: Clock;
  /** The company id that people sign in with. */
  companyId: string;
  site(): Promise<Site>;
  /** The key that callbacks are signed with; undefined where its address is not to be trusted. `fresh` asks once more. */
  signingKey(keyUrl: string | undefined, how?: 'fresh'): Promise<string | undefined>;
  lookups(): Promise<Lookups>;
  /** All active and inactive rows of a setup table, by its path; `fresh` looks once more where a row was missed. */
  setup(path: SetupPath, how?: 'fresh'): Promise<readonly CwSetupRow[]>;
  /** Reads what takes several calls, each of which is made once however often the limit comes between them. */
  inPieces<Result>(read: (piece: Piece) => Promise<Result>): Promise<Result>;
  /** The percentages that an opportunity's probability is chosen from. */
  probabilities(): Promise<readonly CwProbability[]>;
}

export function openSession(context: OpenContext<ConnectWiseCredentials, ConnectWiseSettings>): ConnectWiseSession {
  const { call, memory, credentials, integration, clock } = context;
  const finding: SiteOptions = { address: credentials.site, companyId: credentials.companyId, call, memory };
  const site = (): Promise<Site> => findSite(finding);
  const client = createConnectWiseClient({
    call,
    siteUrl: async () => (await site()).url,
    hasMoved: (from) => hasMoved(from, finding),
    credentials: { authorization: new Secret(basicAuthorization(credentials)), clientId: new Secret(credentials.clientId) },
  });
  return {
    ...{ client, clock, site, companyId: credentials.companyId },
    settings: integration.settings,
    async signingKey(keyUrl, how) {
      const url = trustedKeyUrl(keyUrl, (await site()).url);
      if (url === undefined) return undefined;
      if (how !== 'fresh') return memory.remember(`signing-key:${url}`, DAY_MS, () => client.signingKey(url));
      // Forged deliveries must not cost a call each.
      return memory.remember(`signing-key:${url}:fresh`, DOUBT_MS, () => client.signingKey(url));
    },
    async setup(path, how) {
      const read = () =>
        client.list(path, WITHOUT_FLAG.includes(path) ? {} : { conditions: everyRow('inactiveFlag') }, CwSetupRow);
      if (how === 'fresh') return memory.remember(`setup:${path}:fresh`, MISSED_MS, read);
      return memory.remember(`setup:${path}`, HOUR_MS, read);
    },
    inPieces: (read) => readInPieces(memory, read),
    lookups: () => memory.remember('lookups', DAY_MS, () => readLookups(client, memory)),
    probabilities: () => memory.remember('probabilities', DAY_MS, () => client.list('sales/probabilities', {}, CwProbability)),
  };
}

/** Company id and public key with a plus between them are the user (connectwise.md section 3). */
function basicAuthorization({ companyId, publicKey, privateKey }: ConnectWiseCredentials): string {
  return `Basic ${Buffer.from(`${companyId}+${publicKey}:${privateKey}`).toString('base64')}`;
}

/** Each list is kept once it is read: where the limit is met all the time, the next try goes on from there (CW-60). */
async function readLookups(client: ConnectWiseClient, memory: SessionMemory): Promise<Lookups> {
  const list = <Row extends { id: number }>(path: string, shape: z.ZodType<Row>): Promise<readonly Row[]> =>
    memory.remember(path, DAY_MS, () => client.list(path, {}, shape));
  const countries = await list('company/countries', CwListEntry);
  const statuses = await list('company/companies/statuses', CwCompanyStatus);
  const communicationTypes = await list('company/communicationTypes', CwCommunicationType);
  return {
    countryCodes: countryCodes(countries),
    inactiveStatuses: new Set(statuses.flatMap(({ id, inactiveFlag }) => (inactiveFlag === true ? [id] : []))),
    communicationTypes,
  };
}
