import { randomUUID } from 'node:crypto';
import { isLoopbackHttp } from '../../../http/callout.ts';
import { WEBHOOK_FAMILIES, type WebhookFamily } from '../../metadata/webhook.entities.ts';
import { TEXT } from '../../refusal.ts';
import type { EntityRules, Proposal, Values } from './entity-rules.ts';

const EVENTS = ['isSubscribedToCreateEvents', 'isSubscribedToUpdateEvents', 'isSubscribedToDeleteEvents'];

/** autotask.md 6.2: the rules of each family's webhooks. */
export const webhookRules: Readonly<Record<string, EntityRules>> = Object.fromEntries(
  WEBHOOK_FAMILIES.map((family) => [family.webhooks, rulesOfFamily(family)]),
);

function rulesOfFamily(family: WebhookFamily): EntityRules {
  return {
    check: (proposal) => [
      ...checkUrl(proposal, 'webhookUrl'),
      ...checkUrl(proposal, 'deactivationUrl'),
      ...checkNotification(proposal),
      ...checkTwin(family, proposal),
    ],
    derive: ({ previous, personId }): Values =>
      previous ? {} : { webhookGUID: randomUUID(), ownerResourceID: personId, isReady: false },
  };
}

/** Public https on port 443; http on loopback where the switch allows it. */
function checkUrl({ tenant, sent }: Proposal, field: string): string[] {
  if (!(field in sent)) return [];
  const url = String(sent[field]);
  const parsed = URL.parse(url);
  const isPublic = parsed?.protocol === 'https:' && parsed.port === '';
  const isAllowed = isPublic || (tenant.switches.loopbackHttpWebhooks && isLoopbackHttp(url));
  return isAllowed ? [] : [`${field} must be an https address on port 443.`];
}

function checkNotification({ values }: Proposal): string[] {
  const lacks = values['sendThresholdExceededNotification'] === true && (values['notificationEmailAddress'] ?? '') === '';
  return lacks ? [TEXT.required('notificationEmailAddress')] : [];
}

/** Two callouts with the same address and event type are refused, counting inactive ones and other owners'. */
function checkTwin(family: WebhookFamily, { tenant, previous, values }: Proposal): string[] {
  const url = String(values['webhookUrl']).toLowerCase();
  const twin = tenant.database.find(family.webhooks, (row) => {
    const isSameUrl = row.id !== previous?.id && String(row.values['webhookUrl']).toLowerCase() === url;
    return isSameUrl && EVENTS.some((event) => row.values[event] === true && values[event] === true);
  });
  return twin ? ['A webhook with the same URL and event type already exists.'] : [];
}
