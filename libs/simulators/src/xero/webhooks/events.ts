import type { Platform } from '../platform.ts';
import type { Change } from '../write/writing.ts';

/** A thin event: what it is about is read again (xero.md 16). */
export interface WebhookEvent {
  resourceUrl: string;
  resourceId: string;
  eventDateUtc: string;
  eventType: 'CREATE' | 'UPDATE';
  eventCategory: string;
  tenantId: string;
  tenantType: 'ORGANISATION';
  data?: Change['data'];
}

const FOLDER = { INVOICE: 'Invoices', CONTACT: 'Contacts', CREDITNOTE: 'CreditNotes' } as const;

/** One event a row that was written, however often it was. */
export function eventsOf(
  changes: readonly Change[],
  { platform, tenantId, origin, at }: { platform: Platform; tenantId: string; origin: string; at: number },
): WebhookEvent[] {
  const byRow = Map.groupBy(
    changes.filter(({ category }) => category !== undefined),
    ({ guid }) => guid,
  );
  const date = new Date(at).toISOString();
  return [...byRow.values()].flatMap((ofRow): WebhookEvent[] => {
    const last = ofRow.at(-1);
    if (last?.category === undefined) return [];
    return [
      {
        resourceUrl: `${origin}/api.xro/2.0/${FOLDER[last.category]}/${last.guid}`,
        resourceId: last.guid,
        eventDateUtc: platform.switches.eventDateHasZone ? date : date.replace('Z', ''),
        eventType: ofRow.some(({ action }) => action === 'create') ? 'CREATE' : 'UPDATE',
        eventCategory: last.category,
        tenantId,
        tenantType: 'ORGANISATION',
        ...(last.data ? { data: last.data } : {}),
      },
    ];
  });
}
