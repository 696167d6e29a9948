import type { OpenContext } from '@psa-bridge/connector-kit';
import { rejected, Secret, type Clock } from '@psa-bridge/core';
import { createAutotaskClient, type AutotaskClient } from './client/autotask.client.ts';
import { where } from './client/query.ts';
import {
  AutotaskBillingCode,
  AutotaskCompany,
  AutotaskCountry,
  AutotaskCurrency,
  AutotaskInventoryLocation,
  AutotaskResource,
  type FieldInfo,
} from './client/types.ts';
import { findZone, hasMoved, type Zone } from './client/zone.ts';
import { API_USER_LICENCE } from './mapping/field-value.mapping.ts';
import type { Lookups } from './mapping/lookups.ts';
import type { ProductCatalogue } from './ports.ts';
import type { AutotaskCredentials, AutotaskSettings } from './settings/settings.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const OWN_COMPANY = 0;
/** How long a good code is believed in. */
const BILLING_CODE_MS = 60_000;

/** One piece of work's view of a tenant's Autotask; what rarely changes is remembered over sessions. */
export interface AutotaskSession {
  client: AutotaskClient;
  settings: AutotaskSettings;
  /** Where imported products are completed from; none where none is configured (AT-33). */
  catalogue: ProductCatalogue | undefined;
  clock: Clock;
  zone(): Promise<Zone>;
  lookups(): Promise<Lookups>;
  /** Field metadata of an entity, kept for a day; `refresh` reads it anew. */
  fields(entity: string, refresh?: boolean): Promise<readonly FieldInfo[]>;
  billingCode(id: number): Promise<AutotaskBillingCode | undefined>;
  /** Who owns what we create: the configured resource, else the first active person. */
  ownerResourceId(): Promise<number>;
  /** The tenant itself (id 0): where orders are shipped to that say nothing else. */
  ownCompany(): Promise<AutotaskCompany | undefined>;
  /** Where what is ordered is received: where the order or the settings say, else the default location, else the first active one. */
  receivingLocationId(chosen: string | undefined): Promise<number>;
  /** Our own API user's resource id, where Autotask shows it. */
  ownResourceId(): Promise<number | undefined>;
  /** Whether a resource is an API user; which of them we are Autotask often does not show (autotask.md section 1.2). */
  isApiUser(resourceId: number): Promise<boolean>;
}

/** What sessions are given that is no tenant's. */
export interface SessionParts {
  discoveryUrl: string;
  catalogue: ProductCatalogue | undefined;
}

export function openSession(
  context: OpenContext<AutotaskCredentials, AutotaskSettings>,
  { discoveryUrl, catalogue }: SessionParts,
): AutotaskSession {
  const { call, memory, credentials, integration, clock } = context;
  const finding = { discoveryUrl, userName: credentials.userName, override: credentials.zoneUrl, call, memory };
  const zone = (): Promise<Zone> => findZone(finding);
  const client = createAutotaskClient({
    call,
    zoneUrl: async () => (await zone()).url,
    hasMoved: (from, doubt) => hasMoved(from, doubt, finding),
    credentials: {
      ApiIntegrationCode: new Secret(credentials.integrationCode),
      UserName: new Secret(credentials.userName),
      Secret: new Secret(credentials.secret),
    },
  });
  const resources = (): Promise<readonly AutotaskResource[]> =>
    memory.remember('resources', DAY_MS, async () => {
      const read = () => client.list('Resources', { filter: [where.eq('isActive', true)] }, AutotaskResource);
      const found = await read();
      // Not even the API user itself: that is no answer of the tenant's own zone, whatever was believed a moment ago.
      return found.length === 0 && (await hasMoved((await zone()).url, 'refused', finding)) ? read() : found;
    });

  return {
    client,
    settings: integration.settings,
    catalogue,
    clock,
    zone,
    lookups: () => memory.remember('lookups', DAY_MS, () => readLookups(client)),
    fields(entity, refresh = false) {
      if (refresh) memory.forget(`fields:${entity}`);
      return memory.remember(`fields:${entity}`, DAY_MS, () => client.fields(entity));
    },
    async billingCode(id) {
      const key = `billing-code:${id}`;
      const code = await memory.remember(key, BILLING_CODE_MS, () => client.get('BillingCodes', id, AutotaskBillingCode));
      // A bad code is asked for again at the next try: someone may have mended it meanwhile.
      if (!code?.isActive) memory.forget(key);
      return code;
    },
    async ownerResourceId() {
      if (integration.settings.ownerResource !== undefined) return Number(integration.settings.ownerResource);
      const person = (await resources()).find((resource) => resource.isActive && resource.licenseType !== API_USER_LICENCE);
      if (!person) throw rejected('owner_resource_missing', 'Autotask shows no active resource that could own new records.');
      return person.id;
    },
    ownCompany: () => memory.remember('own-company', DAY_MS, () => client.get('Companies', OWN_COMPANY, AutotaskCompany)),
    async receivingLocationId(ofOrder) {
      const locations = await memory.remember('inventory-locations', DAY_MS, () =>
        client.list('InventoryLocations', { filter: [where.eq('isActive', true)] }, AutotaskInventoryLocation),
      );
      const location = receivingLocation(locations, ofOrder ?? integration.settings.receivingLocation);
      if (typeof location !== 'string') return location.id;
      // It is asked for again at the next try: someone may have mended it meanwhile.
      memory.forget('inventory-locations');
      throw rejected('inventory_location_missing', location);
    },
    async isApiUser(resourceId) {
      return (await resources()).some(({ id, licenseType }) => id === resourceId && licenseType === API_USER_LICENCE);
    },
    async ownResourceId() {
      const name = credentials.userName.toLowerCase();
      return (await resources()).find((resource) =>
        [resource.userName, resource.email].some((text) => text?.toLowerCase() === name),
      )?.id;
    },
  };
}

/** In words where there is none. */
function receivingLocation(
  active: readonly AutotaskInventoryLocation[],
  chosen: string | undefined,
): AutotaskInventoryLocation | string {
  if (chosen !== undefined)
    return active.find(({ id }) => String(id) === chosen) ?? `Inventory location ${chosen} is inactive or missing in Autotask.`;
  return (
    active.find(({ isDefault }) => isDefault) ??
    active[0] ??
    'Autotask shows no active inventory location that an order could be received at.'
  );
}

async function readLookups(client: AutotaskClient): Promise<Lookups> {
  const countries = await client.list('Countries', { filter: [where.gte('id', 0)] }, AutotaskCountry);
  const currencies = await client.list('Currencies', { filter: [where.gte('id', 0)] }, AutotaskCurrency);
  return {
    countryCodes: new Map(
      countries.flatMap((row) => (row.countryCode ? [[row.id, row.countryCode.toUpperCase()] as const] : [])),
    ),
    currencyCodes: new Map(currencies.flatMap((row) => (row.name ? [[row.id, row.name.toUpperCase()] as const] : []))),
  };
}

/** The first active choice whose label reads so; undefined where the tenant has none. */
export function choiceLike(infos: readonly FieldInfo[], field: string, label: RegExp): number | undefined {
  const choices = infos.find((info) => info.name === field)?.picklistValues ?? [];
  const found = choices.find((choice) => choice.isActive !== false && label.test(choice.label ?? ''));
  return found && Number(found.value);
}

/** The picklist's default choice, else its first active one; undefined for a field without choices. */
export function defaultChoice(infos: readonly FieldInfo[], field: string): number | undefined {
  const active = (infos.find((info) => info.name === field)?.picklistValues ?? []).filter((choice) => choice.isActive !== false);
  const chosen = active.find((choice) => choice.isDefaultValue) ?? active[0];
  return chosen && Number(chosen.value);
}
