import type { DeliveryReport, InstalledWebhook } from '@psa-bridge/connector-kit';
import { instant } from '../mapping/values.ts';
import type { AutotaskClient } from '../client/autotask.client.ts';
import { where } from '../client/query.ts';
import {
  AutotaskExcludedResource as ExcludedResource,
  AutotaskWebhook,
  AutotaskWebhookError as DeliveryError,
  AutotaskWebhookField as WebhookField,
} from '../client/types.ts';

/** The entities whose changes Autotask pushes to us (AT-104, SY-20) and the fields whose change counts. */
export const WEBHOOK_ENTITIES = [
  {
    entityType: 'company',
    entity: 'CompanyWebhooks',
    errorField: 'accountWebhookID',
    fields: ['companyName', 'companyType', 'phone', 'address1', 'city', 'state', 'postalCode', 'isActive'],
  },
  {
    entityType: 'contact',
    entity: 'ContactWebhooks',
    errorField: 'contactWebhookID',
    fields: ['firstName', 'lastName', 'emailAddress', 'phone', 'mobilePhone', 'title', 'isActive'],
  },
] as const;

type WebhookEntity = (typeof WEBHOOK_ENTITIES)[number];

export interface WebhookTarget {
  /** Begins the name of ours in Autotask, so that strays with an old address are found again. */
  namePrefix: string;
  /** The public address of a channel; each entity has its own. */
  url(channel: string): string;
  secret: string;
  /** Our API user: its own changes need not come back. */
  ownResourceId: number | undefined;
}

/** The webhooks of ours that Autotask has. */
export async function listWebhooks(client: AutotaskClient, namePrefix: string): Promise<readonly InstalledWebhook[]> {
  const found: InstalledWebhook[] = [];
  for (const kind of WEBHOOK_ENTITIES) found.push(...(await ours(client, kind, namePrefix)));
  return found;
}

async function ours(client: AutotaskClient, kind: WebhookEntity, namePrefix: string): Promise<readonly InstalledWebhook[]> {
  const rows = await client.list(kind.entity, { filter: [where.gte('id', 0)] }, AutotaskWebhook);
  return rows
    .filter((row) => row.name?.startsWith(namePrefix))
    .map((row) => ({
      entityType: kind.entityType,
      id: String(row.id),
      name: row.name ?? '',
      url: row.webhookUrl ?? '',
      status: statusOf(row),
    }));
}

function statusOf(row: AutotaskWebhook): InstalledWebhook['status'] {
  if (!row.isActive) return 'inactive';
  return row.isReady ? 'active' : 'not_ready';
}

/** Creates what is missing and refreshes what exists: pressing twice leaves one set (AT-101). Extra ones of ours go. */
export async function installWebhooks(client: AutotaskClient, target: WebhookTarget): Promise<readonly InstalledWebhook[]> {
  for (const kind of WEBHOOK_ENTITIES) {
    const [first, ...extra] = await ours(client, kind, target.namePrefix);
    for (const stray of extra) await client.remove(kind.entity, Number(stray.id));
    const body = webhookBody(kind, target);
    const id = first ? Number(first.id) : await client.create(kind.entity, body);
    if (first) await client.patch(kind.entity, { id, ...body });
    await subscribeFields(client, kind, id);
    if (target.ownResourceId !== undefined) await excludeOwnChanges(client, kind, id, target.ownResourceId);
  }
  return listWebhooks(client, target.namePrefix);
}

function webhookBody(kind: WebhookEntity, target: WebhookTarget): Readonly<Record<string, unknown>> {
  return {
    name: `${target.namePrefix} ${kind.entityType}`,
    webhookUrl: target.url(kind.entityType),
    deactivationUrl: target.url(kind.entityType),
    secretKey: target.secret,
    isActive: true,
    sendThresholdExceededNotification: false,
    isSubscribedToCreateEvents: true,
    isSubscribedToUpdateEvents: true,
    isSubscribedToDeleteEvents: true,
  };
}

/** One after the other: parallel posts of fields meet the thread limit (autotask.md section 6.2). */
async function subscribeFields(client: AutotaskClient, kind: WebhookEntity, webhookId: number): Promise<void> {
  const fieldEntity = kind.entity.replace(/s$/, 'Fields');
  const infos = await client.fields(fieldEntity);
  const choices = infos.find((info) => info.name.toLowerCase() === 'fieldid')?.picklistValues ?? [];
  const present = await client.list(fieldEntity, { filter: [where.eq('webhookID', webhookId)] }, WebhookField);
  for (const field of kind.fields) {
    const fieldId = Number(choices.find((choice) => choice.label === field)?.value ?? Number.NaN);
    if (Number.isNaN(fieldId) || present.some((row) => row.fieldID === fieldId)) continue;
    await client.create(
      { parent: kind.entity, parentId: webhookId, child: 'Fields' },
      { webhookID: webhookId, fieldID: fieldId, isSubscribedField: true, isDisplayAlwaysField: false },
    );
  }
}

async function excludeOwnChanges(
  client: AutotaskClient,
  kind: WebhookEntity,
  webhookId: number,
  resourceId: number,
): Promise<void> {
  const entity = kind.entity.replace(/s$/, 'ExcludedResources');
  const present = await client.list(entity, { filter: [where.eq('webhookID', webhookId)] }, ExcludedResource);
  if (present.some((row) => row.resourceID === resourceId)) return;
  await client.create(
    { parent: kind.entity, parentId: webhookId, child: 'ExcludedResources' },
    { webhookID: webhookId, resourceID: resourceId },
  );
}

/** Removes them all (AT-102). */
export async function uninstallWebhooks(client: AutotaskClient, namePrefix: string): Promise<number> {
  let removed = 0;
  for (const kind of WEBHOOK_ENTITIES) {
    for (const webhook of await ours(client, kind, namePrefix)) {
      await client.remove(kind.entity, Number(webhook.id));
      removed += 1;
    }
  }
  return removed;
}

/** What Autotask could not deliver (AT-103); it keeps 30 days. */
export async function failedDeliveries(client: AutotaskClient): Promise<readonly DeliveryReport[]> {
  const rows = await client.list('WebhookEventErrorLogs', { filter: [where.gte('id', 0)] }, DeliveryError);
  return rows.map((row) => {
    const kind = WEBHOOK_ENTITIES.find(
      (candidate) => row[candidate.errorField] !== null && row[candidate.errorField] !== undefined,
    );
    return {
      webhookId: String(kind ? row[kind.errorField] : ''),
      at: instant(row.createDateTime) ?? new Date(0),
      message: row.errorMessage ?? '',
      ...(row.sequenceNumber === null || row.sequenceNumber === undefined ? {} : { sequence: String(row.sequenceNumber) }),
    };
  });
}
