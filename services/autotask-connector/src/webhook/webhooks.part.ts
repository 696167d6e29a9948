import {
  type Hint,
  instant,
  type WebhookDelivery,
  type WebhookEndpoint,
  type WebhookMessage,
  type WebhooksPart,
  type WebhookWindows,
} from '@psa-bridge/connector-kit';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { isSignatureValid, parseWebhook } from './autotask.webhook.ts';
import { listWebhooks, type WebhookTarget } from './registered.ts';
import { failedDeliveries, installWebhooks, uninstallWebhooks } from './registration.ts';
import { WEBHOOK_KINDS } from './webhook-kinds.ts';

const SIGNATURE_HEADER = 'x-hook-signature';

/** Webhooks for companies and contacts (SY-20, AT-100 to AT-104; autotask.md section 6). */
export function autotaskWebhooks(windows: WebhookWindows): WebhooksPart<AutotaskSession, AutotaskSettings> {
  return {
    entityTypes: WEBHOOK_KINDS.map(({ entityType }) => entityType),
    windows,
    verify: (_context, delivery, secret) =>
      isDeactivation(delivery) || isSignatureValid(delivery.rawBody, delivery.headers[SIGNATURE_HEADER], secret.reveal()),
    parse: toMessage,
    install: ({ session, integration }, endpoint) => installWebhooks(session, targetOf(integration.id, endpoint)),
    uninstall: ({ session, integration }, endpoint) => uninstallWebhooks(session, targetOf(integration.id, endpoint)),
    list: ({ session, integration }, endpoint) => listWebhooks(session, targetOf(integration.id, endpoint)),
    report: ({ session }, since) => failedDeliveries(session, since),
    maxBytes: 256 * 1024,
  };
}

/** Another integration's webhooks in the same Autotask are none of ours: the name carries the end of the id. */
function targetOf(integrationId: string, endpoint: WebhookEndpoint): WebhookTarget {
  return {
    namePrefix: `PSA Bridge ${integrationId.slice(-8)}`,
    url: (channel) => endpoint.url(channel),
    isOurs: (url) => endpoint.isOurs(url),
    secret: endpoint.secret.reveal(),
  };
}

/** The Deactivated message may be unsigned; all that it may cause is that the webhooks are looked at (section 6.3). */
function isDeactivation(delivery: WebhookDelivery): boolean {
  try {
    return delivery.headers[SIGNATURE_HEADER] === undefined && parseWebhook(delivery.rawBody).action === 'deactivated';
  } catch {
    return false;
  }
}

function toMessage(delivery: WebhookDelivery): WebhookMessage {
  const hint = parseWebhook(delivery.rawBody);
  if (hint.action === 'deactivated') return { hints: [], deactivated: { webhookId: hint.webhookGuid } };
  if (hint.entityType === undefined || hint.externalId === undefined) return { hints: [] };
  const occurredAt = instant(hint.occurredAt);
  const change: Hint = {
    entityType: hint.entityType,
    externalId: hint.externalId,
    action: hint.action,
    webhookId: hint.webhookGuid,
    ...(hint.sequence === undefined ? {} : { sequence: BigInt(hint.sequence) }),
    ...(occurredAt ? { occurredAt } : {}),
  };
  return { hints: [change] };
}
