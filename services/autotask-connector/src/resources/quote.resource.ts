import { linkedId, type PushContext, type PushPart, type Resource } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { Quote } from '@psa-bridge/records';
import { where } from '../client/query.ts';
import { AutotaskQuote, type AutotaskWrite } from '../client/types.ts';
import { fromCanonicalQuote, quoteMarker } from '../mapping/quote.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { changedRow } from './changes.ts';
import { checkedRow } from './checked-row.ts';
import { isPrimary, settlePrimary } from './primary-quote.ts';
import { pushContract } from './quote-contract.ts';
import { pushQuoteItems } from './quote-items.ts';
import { makeLocations } from './quote-locations.ts';
import { moveOpportunity } from './quote-stage.ts';

type Context = PushContext<AutotaskSession, AutotaskSettings>;

const QUOTES = 'Quotes';
const DAY_MS = 24 * 60 * 60 * 1000;
const DEFAULT_VALID_DAYS = 30;

/**
 * Quotes (autotask.md sections 5.13 to 5.15): three locations first, then the quote, then its lines one by one, for their
 * order is that of their making, then what its status means for the opportunity. The marker of the quote is
 * `externalQuoteNumber`.
 */
export const quoteResource: Resource<'quote', AutotaskSession, AutotaskSettings> = { push: quotePush() };

function quotePush(): PushPart<'quote', AutotaskSession, AutotaskSettings> {
  return {
    requires: ({ data }) => [
      { type: 'company', id: data.companyId },
      { type: 'opportunity', id: data.opportunityId },
      ...(data.contactId ? [{ type: 'contact' as const, id: data.contactId }] : []),
    ],
    prefers: ({ data }) =>
      [...new Set(data.items.flatMap((item) => item.productId ?? []))].map((id) => ({ type: 'product' as const, id })),
    create: {
      async claim(record, context) {
        return {
          opportunityId: await linkedId({ type: 'opportunity', id: record.data.opportunityId }, context),
          marker: quoteMarker(record),
        };
      },
      async find(claim, _record, { session }) {
        const filter = [where.eq('opportunityID', claim['opportunityId']), where.eq('externalQuoteNumber', claim['marker'])];
        const rows = await session.client.query(QUOTES, { filter }, AutotaskQuote);
        return rows[0] && String(rows[0].id);
      },
      async send(record, claim, context) {
        const row = await checkedRow(QUOTES, quoteRow(record.data, context), { isNew: true }, context);
        const contactId = await contactIdOf(record.data, context);
        const primaryQuote = await isPrimary(record, context);
        const locations = await makeLocations(record.data, context);
        const id = await context.session.client.create(QUOTES, {
          ...row,
          ...locations,
          ...(contactId === null ? {} : { contactID: contactId }),
          opportunityID: claim['opportunityId'],
          externalQuoteNumber: claim['marker'],
          primaryQuote,
          isActive: true,
        });
        return String(id);
      },
    },
    async update(record, link, context) {
      const changes = await changesOf(record.data, link.seen as Quote | undefined, context);
      if (Object.keys(changes).length === 0) return;
      await checkedRow(QUOTES, changes, { isNew: false }, context);
      await context.session.client.patch(QUOTES, { id: Number(link.id), ...changes });
    },
    async parts(record, externalId, context) {
      await pushQuoteItems(record, Number(externalId), context);
      await settlePrimary(record, context);
      await moveOpportunity(record, await linkedId({ type: 'opportunity', id: record.data.opportunityId }, context), context);
      await pushContract(record, context);
    },
  };
}

async function changesOf(now: Quote, seen: Quote | undefined, context: Context): Promise<AutotaskWrite> {
  // Autotask would ignore it without a word (autotask.md section 5.13).
  if (seen !== undefined && seen.opportunityId !== now.opportunityId)
    throw rejected('quote_of_other_opportunity', 'In Autotask a quote cannot move to another opportunity');
  const changes = changedRow(seen && quoteRow(seen, context), quoteRow(now, context));
  return seen !== undefined && seen.contactId === now.contactId
    ? changes
    : { ...changes, contactID: await contactIdOf(now, context) };
}

function quoteRow(quote: Quote, { clock }: Context): AutotaskWrite {
  const day = (daysLater: number): string => new Date(clock.now().getTime() + daysLater * DAY_MS).toISOString().slice(0, 10);
  return fromCanonicalQuote(quote, { effective: day(0), expiration: day(DEFAULT_VALID_DAYS) });
}

async function contactIdOf(quote: Quote, context: Context): Promise<number | null> {
  const id = quote.contactId === undefined ? undefined : await context.externalId('contact', quote.contactId);
  return id === undefined ? null : Number(id);
}
