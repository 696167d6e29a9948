import type { Hint } from '@psa-bridge/connector-kit';
import { invalidInput } from '@psa-bridge/core';

/** What webhooks tell of (HP-16), each with a webhook of its own: the address says what a delivery is about. */
export const WEBHOOK_KINDS = ['company', 'contact'] as const satisfies readonly Hint['entityType'][];
export type WebhookKind = (typeof WEBHOOK_KINDS)[number];

type Members = Readonly<Record<string, unknown>>;

/** Where the id of what changed may stand; a top-level `id` is that of the delivery (halopsa.md section 7). */
const ID_MEMBERS = ['object_id', 'objectid', 'objectId', 'entity_id'];
const WRAPPERS = ['client', 'user', 'object', 'entity', 'data'];
/** As many occurrences as a batch is read of; one that holds more has the rest read by the next look for changes. */
const MOST = 500;

/**
 * Which entities a delivery hints at. The names of its members are not published, so whatever is not found costs nothing; none
 * of the entity itself is believed, for anybody could have written it: it is read again.
 *
 * @throws AppError `invalid_input` where it is no delivery at all
 */
export function readDelivery(rawBody: Uint8Array, channel: string): readonly Hint[] {
  const kind = WEBHOOK_KINDS.find((one) => one === channel);
  const body = parseJson(rawBody);
  if (typeof body !== 'object' || body === null) throw invalidInput('invalid_input', 'body: this is not a delivery of HaloPSA.');
  if (kind === undefined) return [];
  const occurrences = (Array.isArray(body) ? (body as readonly unknown[]) : [body]).slice(0, MOST);
  return occurrences.filter(isMembers).flatMap((occurrence): Hint[] => {
    const externalId = entityIdOf(occurrence);
    if (externalId === undefined) return [];
    const webhookId = textOf(occurrence['webhook_id']);
    return [{ entityType: kind, externalId, action: actionOf(occurrence), ...(webhookId === undefined ? {} : { webhookId }) }];
  });
}

function entityIdOf(occurrence: Members): string | undefined {
  for (const name of ID_MEMBERS) {
    const id = rowIdOf(occurrence[name]);
    if (id !== undefined) return id;
  }
  for (const name of WRAPPERS) {
    const wrapped = occurrence[name];
    const id = isMembers(wrapped) ? rowIdOf(wrapped['id']) : undefined;
    if (id !== undefined) return id;
  }
  return undefined;
}

/** Numbers come as text too where a tenant has display values sent. */
function rowIdOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[1-9]\d{0,14}$/.test(text) ? text : undefined;
}

function actionOf({ event }: Members): Hint['action'] {
  return typeof event === 'string' && /\bnew\b|created/i.test(event) ? 'created' : 'updated';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? value : undefined;
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(rawBody)) as unknown;
  } catch {
    return undefined;
  }
}
