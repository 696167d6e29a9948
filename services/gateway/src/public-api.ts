import type { HttpClient } from '@psa-bridge/http-client';
import type { Mount, Route } from '@psa-bridge/http-server';
import type { ConsumerDefinition } from '@psa-bridge/messaging';
import type { OutboxCollection } from '@psa-bridge/persistence';
import type { RecordStore } from '@psa-bridge/records';
import type { Platform } from '@psa-bridge/service-host';
import { createHttpApiKeys } from './adapters/api-keys.http.ts';
import { createPublicApiSettings } from './adapters/public-api-settings.ts';
import { collections } from './collections.ts';
import type { GatewayConfig } from './config.ts';
import { reportedStateConsumer } from './consumers/reported-state.consumer.ts';
import { RESOURCES, type Resource } from './domain/resources.ts';
import { publicApiMount } from './http/public-api.mount.ts';
import { publicRecordRoutes, syncStateRoutes, upsertContactRoute, type PublicApiUseCases } from './http/public-api.routes.ts';
import { publicApiSettingsRoutes } from './http/public-api-settings.routes.ts';
import type { Limits } from './limits.ts';
import type { IntegrationDirectory } from './ports.ts';
import { makeFindByExternal } from './usecases/public-api/find-by-external.ts';
import { makeRepeatReport, makeReportSyncState } from './usecases/public-api/report-sync-state.ts';
import { makeUpsertContact } from './usecases/public-api/upsert-contact.ts';
import { makeReadRecord, makeSearchRecords } from './usecases/read-record.ts';
import { makeSaveQuote } from './usecases/save-quote.ts';
import { makeSaveRecord } from './usecases/save-record.ts';

/** PA-06, as far as the records have it. */
const OFFERED: readonly Resource['type'][] = ['company', 'contact', 'category', 'product', 'opportunity', 'quote'];
/** PA-30. */
const REPORTED: readonly Resource['type'][] = ['quote', 'product'];

/** What the gateway is for partners' systems. */
export interface PublicApi {
  mount: Mount;
  routes: readonly Route[];
  outbox: OutboxCollection;
  consumer: ConsumerDefinition;
}

export interface PublicApiParts {
  http: HttpClient;
  records: RecordStore;
  directory: IntegrationDirectory;
  limits: Limits;
}

export function createPublicApi(config: GatewayConfig, { store, clock }: Platform, parts: PublicApiParts): PublicApi {
  const { http, records, directory, limits } = parts;
  const settings = createPublicApiSettings(store.collection(collections.publicApiSettings), clock);
  const keys = createHttpApiKeys({ http, identityUrl: config.IDENTITY_URL, clock });
  const reports = store.collection(collections.reportedStates);
  const saves = makeSaveRecord({ records, directory });
  const useCases: PublicApiUseCases = {
    ...{ saves, read: makeReadRecord({ records }), search: makeSearchRecords({ records }) },
    findByExternal: makeFindByExternal({ records, directory }),
    upsertContact: makeUpsertContact({ records, saves, settings }),
    reportSyncState: makeReportSyncState({ records, reports, clock }),
  };
  const forQuotes = { ...useCases, saves: makeSaveQuote({ records, saves }) };
  const offered = RESOURCES.filter(({ type }) => OFFERED.includes(type));
  return {
    mount: publicApiMount({ keys, settings, limit: limits.publicApi, limits: limits.requests }),
    routes: [
      ...offered.flatMap((resource) => publicRecordRoutes(resource, resource.type === 'quote' ? forQuotes : useCases)),
      ...offered.filter(({ type }) => type === 'contact').map((resource) => upsertContactRoute(resource, useCases)),
      ...syncStateRoutes(
        RESOURCES.filter(({ type }) => REPORTED.includes(type)),
        useCases,
      ),
      ...publicApiSettingsRoutes(settings, records),
    ],
    outbox: reports,
    consumer: reportedStateConsumer(makeRepeatReport({ reports, clock })),
  };
}
