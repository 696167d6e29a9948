import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What an event of Xero makes us look at; it says nothing more (xero.md 16). */
export interface XeroHint {
  organisationId: string;
  entityType: 'invoice' | 'contact';
  externalId: string;
}

/** Credit notes are invoices of the other sign here. What is new is nobody's concern: ours we have just made ourselves. */
const CATEGORIES: Readonly<Record<string, XeroHint['entityType']>> = {
  INVOICE: 'invoice',
  CREDITNOTE: 'invoice',
  CONTACT: 'contact',
};

const Event = z.looseObject({
  resourceId: z.string().min(1).max(100),
  eventType: z.literal('UPDATE'),
  eventCategory: z.string(),
  tenantId: z.string().min(1).max(100),
});
const Delivery = z.looseObject({ events: z.array(z.unknown()) });

/** Whether the bytes were signed with one of the keys; nothing of them is read before. */
export function isSigned(rawBody: Uint8Array, signature: string | undefined, keys: readonly string[]): boolean {
  const given = Buffer.from(signature ?? '', 'base64');
  return keys.map((key) => isEqual(given, createHmac('sha256', key).update(rawBody).digest())).includes(true);
}

function isEqual(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** What a delivery tells of, each once. Whatever is not understood tells of nothing: a signed delivery is never refused. */
export function hintsOf(rawBody: Uint8Array): readonly XeroHint[] {
  const delivery = Delivery.safeParse(jsonIn(rawBody));
  const hints = (delivery.success ? delivery.data.events : []).flatMap(hintOf);
  return [...new Map(hints.map((hint) => [`${hint.organisationId}:${hint.entityType}:${hint.externalId}`, hint])).values()];
}

function hintOf(value: unknown): XeroHint[] {
  const event = Event.safeParse(value);
  if (!event.success) return [];
  const { tenantId: organisationId, resourceId: externalId, eventCategory } = event.data;
  const entityType = Object.hasOwn(CATEGORIES, eventCategory) ? CATEGORIES[eventCategory] : undefined;
  return entityType === undefined ? [] : [{ organisationId, entityType, externalId }];
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
