import type { Component } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import type { Route } from '@psa-bridge/http-server';
import { openMail, type Mailer, type OpenMail } from '@psa-bridge/mail';
import type { ConsumerDefinition } from '@psa-bridge/messaging';
import type { OutboxCollection } from '@psa-bridge/persistence';
import type { RecordStore } from '@psa-bridge/records';
import type { Platform } from '@psa-bridge/service-host';
import { createHttpDistributorApi, noDistributorApi } from './adapters/distributor-api.ts';
import { createProcurementSettings } from './adapters/procurement-settings.ts';
import { collections } from './collections.ts';
import type { GatewayConfig } from './config.ts';
import { procurementConsumer } from './consumers/procurement.consumer.ts';
import { mailOutboxRoutes, procurementSettingsRoutes } from './http/procurement.routes.ts';
import type { DistributorApi, ProcurementSettings } from './ports.ts';
import { makeFollowCharge, makeFollowQuote } from './usecases/procurement/follow-sources.ts';
import { makeFollowItem, makeSettleOrder, type SettleOrder } from './usecases/procurement/settle-order.ts';

const WITHOUT_MAIL = 'Place the order manually, or ask your operator for one.';

/** What the gateway is besides for buying: the parts that the records API needs, and those of its own. */
export interface Procurement {
  settings: ProcurementSettings;
  settleOrder: SettleOrder;
  mailer: Mailer;
  distributors: DistributorApi;
  routes: readonly Route[];
  consumer: ConsumerDefinition;
  /** Whose documents carry events. */
  outbox: OutboxCollection;
  component: Component;
}

export interface ProcurementParts {
  config: GatewayConfig;
  platform: Platform;
  records: RecordStore;
  http: HttpClient;
}

export function createProcurement({ config, platform, records, http }: ProcurementParts): Procurement {
  const stored = platform.store.collection(collections.procurementSettings);
  const settings = createProcurementSettings(stored, platform.clock);
  const { faults } = platform;
  const settleOrder = makeSettleOrder({ records, settings, faults });
  const { mailer, outbox, close } = mailFor(config, platform);
  return {
    ...{ settings, settleOrder, mailer, distributors: distributorApiFor(config, http) },
    routes: [...procurementSettingsRoutes(settings), ...(outbox ? mailOutboxRoutes(outbox) : [])],
    consumer: procurementConsumer({
      followQuote: makeFollowQuote({ records, faults }),
      followCharge: makeFollowCharge({ records }),
      followItem: makeFollowItem({ records, settle: settleOrder }),
      settleOrder,
    }),
    outbox: stored,
    component: { name: 'mailer', stop: close },
  };
}

function distributorApiFor(
  { DISTRIBUTOR_API_URL: url, DISTRIBUTOR_API_KEY: key }: GatewayConfig,
  http: HttpClient,
): DistributorApi {
  return url === undefined ? noDistributorApi : createHttpDistributorApi({ url, key, http });
}

function mailFor({ MAIL_URL: url, MAIL_FROM: from }: GatewayConfig, { store, clock }: Platform): OpenMail {
  return openMail({ url, from, shelves: store.collection(collections.mailOutbox), clock, cure: WITHOUT_MAIL });
}
