import type { Hint, WebhookDelivery, WebhookMessage, WebhooksPart } from '@psa-bridge/connector-kit';
import { instant } from '../mapping/values.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { isSignatureValid, parseWebhook } from './autotask.webhook.ts';
import { failedDeliveries, installWebhooks, listWebhooks, uninstallWebhooks } from './registration.ts';

/** Begins the name of every webhook of ours. */
const NAME_PREFIX = 'PSA Bridge';
const SIGNATURE_HEADER = 'x-hook-signature';

/** Webhooks for companies and contacts (SY-20, AT-100 to AT-104; autotask.md section 6). */
export const autotaskWebhooks: WebhooksPart<AutotaskSession, AutotaskSettings> = {
  verify: (_context, delivery, secret) =>
    isDeactivation(delivery) || isSignatureValid(delivery.rawBody, delivery.headers[SIGNATURE_HEADER], secret.reveal()),
  parse: toMessage,
  async install({ session, integration }, endpoint) {
    return installWebhooks(session.client, {
      namePrefix: `${NAME_PREFIX} ${integration.id.slice(-8)}`,
      url: (channel) => endpoint.url(channel),
      secret: endpoint.secret.reveal(),
      ownResourceId: await session.ownResourceId(),
    });
  },
  async uninstall({ session, integration }) {
    await uninstallWebhooks(session.client, `${NAME_PREFIX} ${integration.id.slice(-8)}`);
  },
  list: ({ session, integration }) => listWebhooks(session.client, `${NAME_PREFIX} ${integration.id.slice(-8)}`),
  report: ({ session }) => failedDeliveries(session.client),
  maxBytes: 256 * 1024,
};

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
