import type { WebhookFamily } from '../metadata/webhook.entities.ts';
import { toMixedText } from '../store/instant.ts';
import type { Change } from '../store/database.ts';
import type { Row } from '../store/table.ts';
import { isVisible, type Tenant } from '../tenant.ts';

/** What happened, as one webhook tells it; numbered when it is queued. */
export interface WebhookEvent {
  Action: string;
  Guid: unknown;
  EntityType: string;
  Id: number;
  Fields: Readonly<Record<string, unknown>>;
  EventTime: string;
  PersonID: number;
}

const ACTION = { create: 'Create', update: 'Update', delete: 'Delete' } as const;
const SUBSCRIPTION = {
  create: 'isSubscribedToCreateEvents',
  update: 'isSubscribedToUpdateEvents',
  delete: 'isSubscribedToDeleteEvents',
} as const;

/** The event that a change means to a webhook (autotask.md 6.2, 6.3); undefined where it does not fire. */
export function eventFor(tenant: Tenant, family: WebhookFamily, webhook: Row, change: Change): WebhookEvent | undefined {
  const row = change.after ?? change.before;
  if (!row || !isListening(tenant, family, webhook, change) || !isVisible(tenant.security, change.entity.name, row))
    return undefined;
  const watched = watchedNames(tenant, family, webhook.id);
  const fires =
    change.kind === 'delete' ||
    (change.kind === 'create' ? watched.length > 0 : watched.some((one) => one.isSubscribed && one.hasChanged(change)));
  if (!fires) return undefined;
  const told = change.kind === 'update' ? watched.filter((one) => one.isAlwaysShown || one.hasChanged(change)) : watched;
  return {
    Action: ACTION[change.kind],
    Guid: webhook.values['webhookGUID'],
    EntityType: family.payloadType,
    Id: row.id,
    Fields: change.kind === 'delete' ? {} : Object.fromEntries(told.map((one) => [one.name, one.valueOf(row)])),
    EventTime: toMixedText(change.at, true),
    PersonID: change.personId,
  };
}

function isListening({ database }: Tenant, family: WebhookFamily, { id, values }: Row, { kind, personId }: Change): boolean {
  if (values['isActive'] !== true || values['isReady'] !== true || values[SUBSCRIPTION[kind]] !== true) return false;
  return !database.find(
    family.excludedResources,
    (row) => row.values['webhookID'] === id && row.values['resourceID'] === personId,
  );
}

interface Watched {
  name: string;
  isSubscribed: boolean;
  isAlwaysShown: boolean;
  valueOf(row: Row): unknown;
  hasChanged(change: Change): boolean;
}

function watchedNames({ database }: Tenant, family: WebhookFamily, webhookId: number): Watched[] {
  const labels = new Map(database.ownPicklist(family.fields, 'fieldID').map(({ value, label }) => [value, label]));
  const ofWebhook = (row: Row): boolean => row.values['webhookID'] === webhookId;
  const fields = database.filter(family.fields, ofWebhook).map((row) => {
    const name = labels.get(String(row.values['fieldID'])) ?? '';
    return watch(row, name, (watched) => watched.values[name] ?? null);
  });
  const udfs = database.filter(family.udfFields, ofWebhook).map((row) => {
    const name = String(database.row('UserDefinedFieldDefinitions', row.values['udfFieldID'])?.values['name'] ?? '');
    return watch(row, name, (watched) => watched.udfs[name] ?? null);
  });
  return [...fields, ...udfs];
}

function watch(row: Row, name: string, valueOf: (row: Row) => unknown): Watched {
  return {
    name,
    isSubscribed: row.values['isSubscribedField'] === true,
    isAlwaysShown: row.values['isDisplayAlwaysField'] === true,
    valueOf,
    hasChanged: ({ before, after }) => before !== undefined && after !== undefined && valueOf(before) !== valueOf(after),
  };
}
