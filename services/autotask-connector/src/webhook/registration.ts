import { type DeliveryReport, type InstalledWebhook, instant } from '@psa-bridge/connector-kit';
import { where } from '../client/query.ts';
import { AutotaskExcludedResource as ExcludedResource, AutotaskWebhookError as DeliveryError } from '../client/types.ts';
import type { AutotaskSession } from '../session.ts';
import { listWebhooks, missingFields, ownRows, webhookBody, type WebhookTarget } from './registered.ts';
import { partOf, WEBHOOK_KINDS, type WebhookKind } from './webhook-kinds.ts';

/** Creates what is missing and refreshes what exists: pressing twice leaves one set (AT-101). Extra ones of ours go. */
export async function installWebhooks(session: AutotaskSession, target: WebhookTarget): Promise<readonly InstalledWebhook[]> {
  const { client } = session;
  for (const kind of WEBHOOK_KINDS) {
    const [first, ...extra] = await ownRows(session, kind, target);
    for (const stray of extra) await client.remove(kind.entity, stray.id);
    const body = webhookBody(kind, target);
    const id = first ? first.id : await client.create(kind.entity, body);
    if (first) await client.patch(kind.entity, { id, ...body });
    await watchFields(session, kind, id);
    await excludeOwnChanges(session, kind, id);
  }
  return listWebhooks(session, target);
}

/** One after the other: parallel posts of fields meet the thread limit (autotask.md section 6.2). */
async function watchFields(session: AutotaskSession, kind: WebhookKind, webhookId: number): Promise<void> {
  const target = { parent: kind.entity, parentId: webhookId, child: 'Fields' };
  for (const { fieldId, rowId } of await missingFields(session, kind, webhookId)) {
    const field = { webhookID: webhookId, fieldID: fieldId, isSubscribedField: true, isDisplayAlwaysField: false };
    if (rowId === undefined) await session.client.create(target, field);
    else await session.client.patch(target, { id: rowId, ...field });
  }
}

/** Our API user's own changes need not come back. */
async function excludeOwnChanges(session: AutotaskSession, kind: WebhookKind, webhookId: number): Promise<void> {
  const resourceId = await session.ownResourceId();
  if (resourceId === undefined) return;
  const filter = [where.eq('webhookID', webhookId)];
  const present = await session.client.list(partOf(kind, 'ExcludedResources'), { filter }, ExcludedResource);
  if (present.some((row) => row.resourceID === resourceId)) return;
  await session.client.create(
    { parent: kind.entity, parentId: webhookId, child: 'ExcludedResources' },
    { webhookID: webhookId, resourceID: resourceId },
  );
}

/** Removes all of ours (AT-102). */
export async function uninstallWebhooks(session: AutotaskSession, target: WebhookTarget): Promise<void> {
  for (const kind of WEBHOOK_KINDS) {
    for (const { id } of await ownRows(session, kind, target)) await session.client.remove(kind.entity, id);
  }
}

/** What Autotask could not deliver since then, of anybody's webhooks (AT-103); it keeps 30 days. */
export async function failedDeliveries({ client }: AutotaskSession, since: Date): Promise<readonly DeliveryReport[]> {
  const filter = [where.gte('createDateTime', since.toISOString())];
  const rows = await client.list('WebhookEventErrorLogs', { filter }, DeliveryError);
  return rows.flatMap((row) => {
    const kind = WEBHOOK_KINDS.find(({ errorField }) => row[errorField] !== null && row[errorField] !== undefined);
    if (!kind) return [];
    return [
      {
        webhookId: String(row[kind.errorField]),
        entityType: kind.entityType,
        at: instant(row.createDateTime) ?? since,
        message: row.errorMessage ?? '',
        ...(row.sequenceNumber === null || row.sequenceNumber === undefined ? {} : { sequence: String(row.sequenceNumber) }),
      },
    ];
  });
}
