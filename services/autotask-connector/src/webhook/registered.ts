import type { InstalledWebhook } from '@psa-bridge/connector-kit';
import { where } from '../client/query.ts';
import { AutotaskWebhook, AutotaskWebhookField as WebhookField } from '../client/types.ts';
import type { AutotaskSession } from '../session.ts';
import { partOf, WEBHOOK_KINDS, type WebhookKind } from './webhook-kinds.ts';

export interface WebhookTarget {
  /** Begins the name of ours in Autotask. */
  namePrefix: string;
  /** The public address of a channel; each entity has its own. */
  url(channel: string): string;
  /** Ours at any address: one whose name a person changed, or that an earlier address was registered for. */
  isOurs(url: string): boolean;
  secret: string;
}

/** The webhooks of ours that Autotask has, those at an old address too; what is not as we made it is named. */
export async function listWebhooks(session: AutotaskSession, target: WebhookTarget): Promise<readonly InstalledWebhook[]> {
  const found: InstalledWebhook[] = [];
  for (const kind of WEBHOOK_KINDS) {
    for (const row of await ownRows(session, kind, target)) found.push(await describe(session, row, { kind, target }));
  }
  return found;
}

/** The one at today's address first, which keeps its numbers when the others go. */
export async function ownRows(
  { client }: AutotaskSession,
  { entity, entityType }: WebhookKind,
  target: WebhookTarget,
): Promise<readonly AutotaskWebhook[]> {
  const rows = await client.list(entity, { filter: [where.gte('id', 0)] }, AutotaskWebhook);
  const isAtHome = ({ webhookUrl }: AutotaskWebhook): number => Number(webhookUrl === target.url(entityType));
  return rows
    .filter(({ name, webhookUrl }) => name?.startsWith(target.namePrefix) || target.isOurs(webhookUrl ?? ''))
    .sort((a, b) => isAtHome(b) - isAtHome(a) || a.id - b.id);
}

async function describe(
  session: AutotaskSession,
  row: AutotaskWebhook,
  { kind, target }: { kind: WebhookKind; target: WebhookTarget },
): Promise<InstalledWebhook> {
  const differences = [...bodyDifferences(row, kind, target), ...(await fieldDifferences(session, kind, row.id))];
  return {
    ...{
      entityType: kind.entityType,
      id: String(row.id),
      name: row.name ?? '',
      url: row.webhookUrl ?? '',
      status: statusOf(row),
    },
    ...(row.webhookGUID ? { deliveredAs: row.webhookGUID } : {}),
    ...(differences.length === 0 ? {} : { differences }),
  };
}

function statusOf({ isActive, isReady }: AutotaskWebhook): InstalledWebhook['status'] {
  if (!isActive) return 'inactive';
  return isReady ? 'active' : 'not_ready';
}

/** The secret cannot be read; that it is another one shows in deliveries that are refused. */
export function webhookBody({ entityType }: WebhookKind, target: WebhookTarget) {
  return {
    name: `${target.namePrefix} ${entityType}`,
    webhookUrl: target.url(entityType),
    deactivationUrl: target.url(entityType),
    secretKey: target.secret,
    isActive: true,
    sendThresholdExceededNotification: false,
    isSubscribedToCreateEvents: true,
    isSubscribedToUpdateEvents: true,
    isSubscribedToDeleteEvents: true,
  };
}

function bodyDifferences(row: AutotaskWebhook, kind: WebhookKind, target: WebhookTarget): readonly string[] {
  const wanted = webhookBody(kind, target);
  const events = ['isSubscribedToCreateEvents', 'isSubscribedToUpdateEvents', 'isSubscribedToDeleteEvents'] as const;
  return [
    ...(row.webhookUrl === wanted.webhookUrl ? [] : ['It delivers to another address.']),
    ...(row.deactivationUrl === wanted.deactivationUrl ? [] : ['Its deactivation is told to another address.']),
    ...(events.every((event) => row[event] !== false) ? [] : ['It does not tell of every creation, update and deletion.']),
  ];
}

async function fieldDifferences(session: AutotaskSession, kind: WebhookKind, webhookId: number): Promise<readonly string[]> {
  const missing = await missingFields(session, kind, webhookId);
  return missing.length === 0 ? [] : [`It does not watch ${missing.map(({ name }) => name).join(', ')}.`];
}

interface MissingField {
  name: string;
  fieldId: number;
  /** Where it is shown and does not trigger. */
  rowId?: number;
}

/** Fields that we read, Autotask lets be watched, and this webhook does not watch. */
export async function missingFields(
  session: AutotaskSession,
  kind: WebhookKind,
  webhookId: number,
): Promise<readonly MissingField[]> {
  const entity = partOf(kind, 'Fields');
  const infos = await session.fields(entity);
  const choices = infos.find((info) => info.name.toLowerCase() === 'fieldid')?.picklistValues ?? [];
  const present = await session.client.list(entity, { filter: [where.eq('webhookID', webhookId)] }, WebhookField);
  return kind.fields.flatMap((name) => {
    const choice = choices.find(({ label }) => label === name);
    const fieldId = Number(choice?.value ?? Number.NaN);
    const row = present.find((candidate) => candidate.fieldID === fieldId);
    if (choice === undefined || (row && row.isSubscribedField !== false)) return [];
    return [{ name, fieldId, ...(row ? { rowId: row.id } : {}) }];
  });
}
