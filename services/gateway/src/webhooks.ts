import type { Component } from '@psa-bridge/core';
import type { Route } from '@psa-bridge/http-server';
import { rotateFields, type Collection, type FieldCipher, type Kept } from '@psa-bridge/persistence';
import { cipherOf, type Platform } from '@psa-bridge/service-host';
import { createSigningSecrets, secretPlace } from './adapters/partner/signing-secrets.ts';
import { createWebhookSender, webhookClient } from './adapters/partner/webhook-sender.ts';
import { collections } from './collections.ts';
import type { GatewayConfig } from './config.ts';
import type { Delivery } from './domain/partner/delivery.ts';
import type { WebhookEndpoint } from './domain/partner/webhook-endpoint.ts';
import { webhookDeliveryRoutes } from './http/partner/webhook-deliveries.routes.ts';
import { webhookEndpointRoutes } from './http/partner/webhook-endpoints.routes.ts';
import { makeDeliverDue } from './usecases/partner/deliver-due.ts';
import { createWebhookDispatch } from './usecases/partner/dispatch-webhooks.ts';
import type { PartnerDirectory, WebhookDispatch } from './usecases/partner/ports.ts';
import { keepDeliveries } from './usecases/partner/keep-deliveries.ts';
import { makeWebhookDeliveries } from './usecases/partner/webhook-deliveries.ts';
import { makeWebhookEndpoints } from './usecases/partner/webhook-endpoints.ts';

const HOUR_MS = 60 * 60_000;

/** Signed webhooks to a tenant's partners (PA-40 to PA-42). */
export interface Webhooks {
  routes: readonly Route[];
  dispatch: WebhookDispatch;
  components: readonly Component[];
  kept: readonly Kept[];
  rotateSecrets: () => Promise<number>;
  /** Somebody wants a disabled endpoint to be tried again. */
  enable: (tenantId: string, endpointId: string) => Promise<void>;
}

export interface WebhookParts {
  endpoints: Collection<WebhookEndpoint>;
  directory: PartnerDirectory;
}

export function createWebhooks(config: GatewayConfig, platform: Platform, { endpoints, directory }: WebhookParts): Webhooks {
  const { store, clock } = platform;
  const { WEBHOOK_ALLOW_PRIVATE: allowPrivate } = config;
  const deliveries = store.collection(collections.webhookDeliveries);
  const cipher = cipherOf(config);
  const sending = createSending(config, platform, { endpoints, deliveries, cipher });
  const { dispatch } = sending;
  const secrets = createSigningSecrets(cipher);
  const managed = makeWebhookEndpoints({ endpoints, deliveries, secrets, directory, dispatch, allowPrivate, clock });
  const log = makeWebhookDeliveries({ deliveries, endpoints, known: managed, dispatch, clock });
  return {
    dispatch,
    routes: [...webhookEndpointRoutes(managed), ...webhookDeliveryRoutes(log)],
    components: sending.components,
    kept: keepDeliveries({ endpoints, deliveries }, config.WEBHOOK_DELIVERY_KEPT_DAYS),
    rotateSecrets: () => resealSecrets(endpoints, cipher),
    enable: managed.enable,
  };
}

interface SendingParts {
  endpoints: Collection<WebhookEndpoint>;
  deliveries: Collection<Delivery>;
  cipher: FieldCipher;
}

function createSending(config: GatewayConfig, platform: Platform, { endpoints, deliveries, cipher }: SendingParts) {
  const { store, clock, logger, metrics } = platform;
  const { WEBHOOK_ALLOW_PRIVATE: allowPrivate, WEBHOOK_TIMEOUT_MS: deadlineMs } = config;
  const http = webhookClient(platform, { allowPrivate, deadlineMs });
  const deliverDue = makeDeliverDue({
    ...{ deliveries, endpoints, leases: store.leases, clock, metrics },
    send: createWebhookSender({ http, cipher, clock }),
    disableAfterMs: config.WEBHOOK_DISABLE_AFTER_HOURS * HOUR_MS,
  });
  const dispatch = createWebhookDispatch({ deliveries, deliverDue, clock, logger });
  // They stop the other way round: what is under way ends before its connections do.
  return { dispatch, components: [{ name: 'webhook-client', stop: () => http.close() }, dispatch] };
}

function resealSecrets(endpoints: Collection<WebhookEndpoint>, cipher: FieldCipher): Promise<number> {
  return rotateFields({
    ...{ collection: endpoints, cipher },
    renewed: (endpoint, renew) => {
      const place = secretPlace(endpoint.tenantId, endpoint._id);
      return { ...endpoint, secrets: endpoint.secrets.map((secret) => ({ ...secret, value: renew(secret.value, place) })) };
    },
  });
}
