import type { Caller } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import type { Mount, Route } from '@psa-bridge/http-server';
import type { ConsumerDefinition } from '@psa-bridge/messaging';
import type { OutboxCollection } from '@psa-bridge/persistence';
import type { RecordStore } from '@psa-bridge/records';
import type { Platform } from '@psa-bridge/service-host';
import { createHttpAccounts } from './adapters/accounts.http.ts';
import { createHttpApiKeys } from './adapters/api-keys.http.ts';
import { createPublicApiSettings } from './adapters/public-api-settings.ts';
import { collections } from './collections.ts';
import type { GatewayConfig } from './config.ts';
import { reportedStateConsumer } from './consumers/reported-state.consumer.ts';
import { treeOf } from './domain/category-tree.ts';
import { PARTNER_OFFERS } from './domain/partner-offers.ts';
import { RESOURCES, type Resource } from './domain/resources.ts';
import { publicApiMount } from './http/public-api.mount.ts';
import { fieldRoute, syncStateRoutes, upsertContactRoute } from './http/public-api.routes.ts';
import { publicActionRoutes } from './http/public-actions.routes.ts';
import { publicRecordRoutes } from './http/public-records.routes.ts';
import { publicApiSettingsRoutes } from './http/public-api-settings.routes.ts';
import type { Limits } from './limits.ts';
import type { IntegrationDirectory, PublicApiSettings } from './ports.ts';
import { makeActOnQuote } from './usecases/act-on-quote.ts';
import { makeChooseOwner } from './usecases/public-api/choose-owner.ts';
import { makeCloseOpportunity } from './usecases/public-api/close-opportunity.ts';
import { makeFindByExternal } from './usecases/public-api/find-by-external.ts';
import { makeRepeatReport, makeReportSyncState } from './usecases/public-api/report-sync-state.ts';
import { makePartnerSaves } from './usecases/public-api/partner-saves.ts';
import { makeSaveBatch } from './usecases/public-api/save-batch.ts';
import { makeUpsertByExternal } from './usecases/public-api/upsert-by-external.ts';
import { makeUpsertContact } from './usecases/public-api/upsert-contact.ts';
import { makeReadRecord, makeSearchRecords } from './usecases/read-record.ts';
import { makeSaveQuote } from './usecases/save-quote.ts';
import { makeSaveRecord } from './usecases/save-record.ts';

/** PA-30. */
const REPORTED: readonly Resource['type'][] = ['quote', 'product'];

/** What the gateway is for partners' systems. */
export interface PublicApi {
  mount: Mount;
  routes: readonly Route[];
  outboxes: readonly OutboxCollection[];
  consumer: ConsumerDefinition;
}

export interface PublicApiParts {
  http: HttpClient;
  records: RecordStore;
  directory: IntegrationDirectory;
  limits: Limits;
  /** Somebody retries the issue of a webhook endpoint. */
  enableEndpoint: (tenantId: string, endpointId: string) => Promise<void>;
}

export function createPublicApi(config: GatewayConfig, { store, clock }: Platform, parts: PublicApiParts): PublicApi {
  const { http, records, limits } = parts;
  const settingsStore = store.collection(collections.publicApiSettings);
  const settings = createPublicApiSettings(settingsStore, clock);
  const keys = createHttpApiKeys({ http, identityUrl: config.IDENTITY_URL, clock });
  const reports = store.collection(collections.reportedStates);
  const owners = createHttpAccounts({ http, identityUrl: config.IDENTITY_URL });
  const useCases = { ...partnerUseCases(parts, settings), chooseOwner: makeChooseOwner({ owners, settings }) };
  const reportSyncState = makeReportSyncState({ records, reports, clock });
  const upsertContact = makeUpsertContact({ records, saves: useCases.saves });
  const of = (...types: readonly Resource['type'][]): readonly Resource[] => RESOURCES.filter(({ type }) => types.includes(type));
  return {
    mount: publicApiMount({ keys, settings, limit: limits.publicApi, limits: limits.requests }),
    routes: [
      ...PARTNER_OFFERS.flatMap((offer) => {
        const forType = offer.resource.type === 'quote' ? { ...useCases, saves: useCases.quoteSaves } : useCases;
        return [...publicRecordRoutes(offer, forType), ...publicActionRoutes(offer.resource, forType)];
      }),
      ...of('contact').map((resource) => upsertContactRoute(resource, { upsertContact })),
      ...of('field_value').map((resource) => fieldRoute(resource, useCases)),
      ...syncStateRoutes(of(...REPORTED), { reportSyncState }),
      ...publicApiSettingsRoutes(settings, records),
    ],
    outboxes: [reports, settingsStore],
    consumer: reportedStateConsumer(makeRepeatReport({ reports, clock }), parts.enableEndpoint),
  };
}

const CATEGORY_PAGE = 500;

/** What partners' systems ask for, carried out as if a person did. */
function partnerUseCases({ records, directory }: PublicApiParts, settings: PublicApiSettings) {
  const saves = makePartnerSaves({ saves: makeSaveRecord({ records, directory }), settings });
  const quoteSaves = makeSaveQuote({ records, saves });
  const findByExternal = makeFindByExternal({ records, directory });
  const upsertByExternal = makeUpsertByExternal({ findByExternal, saves });
  return {
    ...{ saves, quoteSaves, findByExternal, upsertByExternal },
    read: makeReadRecord({ records }),
    search: makeSearchRecords({ records }),
    closeOpportunity: makeCloseOpportunity({ records, saves }),
    actOnQuote: makeActOnQuote({ records, saves }),
    saveBatch: makeSaveBatch({ saves, upsertByExternal }),
    async categoryTree({ tenantId }: Caller) {
      const pages = await Array.fromAsync(records.forTenant(tenantId).pages('category', CATEGORY_PAGE));
      return treeOf(pages.flat());
    },
  };
}
