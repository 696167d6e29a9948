import {
  changedFields,
  linkedId,
  type PushContext,
  type PushPart,
  type RecordRef,
  type Resource,
} from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { BusinessRecord, Quote } from '@psa-bridge/records';
import { HaloQuotation } from '../client/sales-types.ts';
import { SavedRow } from '../client/types.ts';
import { MESSAGES } from '../failures.ts';
import { fromCanonicalQuote, opportunityMove } from '../mapping/quote.mapping.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { checkedRow } from './checked-row.ts';
import { OPPORTUNITIES } from './opportunity-rows.ts';
import { placeOf } from './place.ts';
import { pushLines, QUOTATIONS } from './quote-lines.ts';

type Context = PushContext<HaloSession, HaloSettings>;

const MOVE = 'opportunity:';

/** Quotes are quotations of their opportunity (HP-18; halopsa.md section 6). The marker is `third_party_number`. */
export const quoteResource: Resource<'quote', HaloSession, HaloSettings> = { push: quotePush() };

function quotePush(): PushPart<'quote', HaloSession, HaloSettings> {
  return {
    requires: ({ data }) => [
      { type: 'company', id: data.companyId },
      { type: 'opportunity', id: data.opportunityId },
    ],
    prefers: ({ data }) => [
      ...(data.contactId ? [{ type: 'contact' as const, id: data.contactId }] : []),
      ...refs(
        'product',
        data.items.map(({ productId }) => productId),
      ),
      ...refs(
        'service',
        data.items.map(({ serviceId }) => serviceId),
      ),
    ],
    create: {
      claim: ({ _id }) => ({ marker: _id }),
      find: (claim, { data }, context) => findMade(data, String(claim['marker']), context),
      async send({ data }, claim, context) {
        await demandPayment(data, context);
        const row = {
          ...fromCanonicalQuote(data, context.session.settings),
          ...(await placeOf(await knownParties(data, context), context)),
          ticket_id: await opportunityOf(data, context),
          third_party_number: claim['marker'],
        };
        await checkedRow('quotation', row, { isNew: true }, context);
        return String((await context.session.client.save(QUOTATIONS, row, SavedRow)).id);
      },
    },
    async update({ data }, link, context) {
      const { session } = context;
      const seen = link.seen as Quote | undefined;
      if (seen?.paymentTerm !== data.paymentTerm || seen?.paymentType !== data.paymentType) await demandPayment(data, context);
      const hasMoved = seen === undefined || seen.companyId !== data.companyId || seen.contactId !== data.contactId;
      const changes = {
        ...changedFields(seen && fromCanonicalQuote(seen, session.settings), fromCanonicalQuote(data, session.settings)),
        ...(hasMoved ? await placeOf(await knownParties(data, context), context) : {}),
        ...(seen?.opportunityId === data.opportunityId ? {} : { ticket_id: await opportunityOf(data, context) }),
      };
      if (Object.keys(changes).length === 0) return;
      await checkedRow('quotation', changes, { isNew: false }, context);
      await session.client.save(QUOTATIONS, { id: Number(link.id), ...changes }, SavedRow);
    },
    async parts(record, externalId, context) {
      await pushLines(record, Number(externalId), context);
      await moveOpportunity(record, context);
    },
  };
}

function refs(type: RecordRef['type'], ids: readonly (string | undefined)[]): readonly RecordRef[] {
  return [...new Set(ids.flatMap((id) => id ?? []))].map((id) => ({ type, id }));
}

function opportunityOf({ opportunityId }: Quote, context: Context): Promise<number> {
  return linkedId({ type: 'opportunity', id: opportunityId }, context);
}

/** A contact that HaloPSA does not have leaves the quotation with the client's main site. */
async function knownParties({ companyId, contactId }: Quote, context: Context) {
  const isKnown = contactId !== undefined && (await context.externalId('contact', contactId)) !== undefined;
  return { companyId, ...(isKnown ? { contactId } : {}) };
}

/**
 * HaloPSA's quotations have no payment term and no payment type: those of this side are only looked up, so that one that was
 * removed is told before the customer sees it.
 * @throws AppError `payment_term_deleted` (IS-10)
 */
async function demandPayment({ paymentTerm, paymentType }: Quote, { records }: Context): Promise<void> {
  for (const [kind, key] of [
    ['payment_term', paymentTerm],
    ['payment_type', paymentType],
  ] as const) {
    if (key === undefined) continue;
    const { total } = await records.search('field_value', { from: 0, size: 1, filters: { kind, key, isActive: true } });
    if (total === 0)
      throw rejected('payment_term_deleted', MESSAGES.paymentTermDeleted, { details: { reference: `${kind} ${key}` } });
  }
}

/** One of the opportunity that carries the marker, which only its details tell. */
async function findMade(data: Quote, marker: string, context: Context): Promise<string | undefined> {
  const { client } = context.session;
  const ticketId = await opportunityOf(data, context);
  const rows = await client.list(QUOTATIONS, { ticket_id: ticketId }, HaloQuotation);
  for (const { id } of rows.filter((row) => row.ticket_id === ticketId && row.title === data.title)) {
    const whole = await client.detail(QUOTATIONS, id, HaloQuotation);
    if (whole?.third_party_number === marker) return String(id);
  }
  return undefined;
}

/**
 * Takes the opportunity along where the quote's status has changed, as the Opportunities page says. Once for each status: neither
 * an edit nor the retry of a line moves it again, for people move it there too.
 */
async function moveOpportunity({ data, external }: BusinessRecord<'quote'>, context: Context): Promise<void> {
  const seen = external[context.integration.id]?.seen as Partial<Quote> | undefined;
  const move = opportunityMove(data.status, context.session.settings);
  if (move === undefined || seen?.status === data.status) return;
  // What is won there was converted, and some tenants close nothing without (halopsa.md section 6).
  const isWon = data.status === 'approved' && 'status_id' in move;
  const row = { ...move, ...(isWon ? { oppconverteddate: context.clock.now().toISOString() } : {}) };
  const id = await opportunityOf(data, context);
  const step = `${MOVE}${data.status}`;
  await context.once(step, {
    // Moving it twice to the same place does no harm.
    find: () => Promise.resolve(undefined),
    async create() {
      await checkedRow('opportunity', row, { isNew: false }, context);
      await context.session.client.save(OPPORTUNITIES, { id, ...row }, SavedRow);
      return String(id);
    },
  });
  for (const name of context.stepIds(MOVE).keys()) if (name !== step) await context.forgetStep(name);
}
