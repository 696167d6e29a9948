import { randomUUID } from 'node:crypto';
import type { Json } from '../../http/json-text.ts';
import { toJson } from '../api/to-json.ts';
import type { Change, Row } from '../store/database.ts';
import { showInstant } from '../store/instant.ts';
import { nowText, type Tenant } from '../tenant.ts';
import type { VendorEvent } from './events.ts';

/** One occurrence as a delivery tells it; the member names are the document's working assumption (halopsa.md 7). */
export function payloadOf(
  tenant: Tenant,
  { event, change, webhook, notification }: { event: VendorEvent; change: Change; webhook: Row; notification: Row },
): Record<string, Json> {
  const { switches } = tenant;
  const row = change.after ?? change.before;
  const head: Record<string, Json> = {
    id: randomUUID(),
    notification_id: notification.id,
    escmsg_id: 0,
    event: event.name,
    webhook_id: webhook.values['guid'] ?? null,
    [switches.objectIdMember]: row?.id ?? 0,
    timestamp: showInstant(nowText(tenant), switches),
  };
  if (switches.webhookPayload === 'eventOnly' || !row) return head;
  const object = toJson(tenant, change.entity, row, switches.webhookPayload === 'full' ? 'full' : 'list');
  const shown = switches.fieldDisplayValues ? withNames(tenant, change, object) : object;
  return { ...head, [switches.objectWrapper === 'entity' ? event.wrapper : switches.objectWrapper]: shown };
}

/** Names where ids stood. */
function withNames({ database }: Tenant, { entity }: Change, object: Record<string, Json>): Record<string, Json> {
  const named = entity.fields.flatMap(({ name, referenceTo }): [string, Json][] => {
    const label = referenceTo === undefined ? undefined : database.row(referenceTo, object[name])?.values['name'];
    return label === undefined ? [] : [[name, label]];
  });
  return { ...object, ...Object.fromEntries(named) };
}
