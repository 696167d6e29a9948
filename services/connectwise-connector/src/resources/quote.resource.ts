import { linkedId, type PushContext, type PushPart, type Resource } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { BusinessRecord, Quote } from '@psa-bridge/records';
import { replacements, type ConnectWiseWrite } from '../client/patch.ts';
import { choice } from '../mapping/opportunity.mapping.ts';
import { opportunityMove, quoteMark } from '../mapping/quote.mapping.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { checkedRow } from './checked-row.ts';
import { OPPORTUNITIES } from './opportunity-rows.ts';
import { pushAgreements } from './quote-agreements.ts';
import { pushLines } from './quote-lines.ts';

type Context = PushContext<ConnectWiseSession, ConnectWiseSettings>;

const MOVE = 'opportunity:';

/**
 * Quotes: ConnectWise has none (CW-31), so that their payment term, lines and status go to the linked opportunity. What a quote is
 * linked to is that opportunity, with its own mark beside it because an opportunity may have several.
 */
export const quoteResource: Resource<'quote', ConnectWiseSession, ConnectWiseSettings> = { push: quotePush() };

function quotePush(): PushPart<'quote', ConnectWiseSession, ConnectWiseSettings> {
  return {
    wants: async ({ data }, context) =>
      data.status === 'approved' || (await context.externalId('opportunity', data.opportunityId)) !== undefined,
    requires: ({ data }) => [
      { type: 'company', id: data.companyId },
      { type: 'opportunity', id: data.opportunityId },
    ],
    prefers: ({ data }) => [
      ...(data.contactId ? [{ type: 'contact' as const, id: data.contactId }] : []),
      ...[...new Set(data.items.flatMap((item) => item.productId ?? []))].map((id) => ({ type: 'product' as const, id })),
      ...[...new Set(data.items.flatMap((item) => item.serviceId ?? []))].map((id) => ({ type: 'service' as const, id })),
    ],
    create: {
      find: (_claim, record, context) => idOf(record, context),
      async send(record, _claim, context) {
        await checkedRow('opportunity', paymentOf(record.data), { isNew: false }, context);
        return idOf(record, context);
      },
    },
    async update({ data }, link, context) {
      const seen = link.seen as Quote | undefined;
      if (seen !== undefined && seen.opportunityId !== data.opportunityId)
        throw rejected('quote_of_other_opportunity', 'In ConnectWise a quote cannot move to another opportunity');
      await checkedRow('opportunity', paymentOf(data), { isNew: false }, context);
    },
    async parts(record, _externalId, context) {
      const id = await linkedId({ type: 'opportunity', id: record.data.opportunityId }, context);
      await pushPaymentTerm(record, id, context);
      await pushLines(record, id, context);
      await moveOpportunity(record, id, context);
      await pushAgreements(record, id, context);
    },
  };
}

async function idOf({ _id, data }: BusinessRecord<'quote'>, context: Context): Promise<string> {
  return `${await linkedId({ type: 'opportunity', id: data.opportunityId }, context)}/${quoteMark(_id).slice(0, -1)}`;
}

/** Checked before anything is sent (IS-10); a payment type has no field there. */
function paymentOf({ paymentTerm, paymentType }: Quote): ConnectWiseWrite {
  return {
    ...(paymentTerm === undefined ? {} : { billingTerms: choice(paymentTerm) ?? paymentTerm }),
    ...(paymentType === undefined ? {} : { paymentType }),
  };
}

async function pushPaymentTerm({ data, external }: BusinessRecord<'quote'>, opportunityId: number, context: Context) {
  const seen = external[context.integration.id]?.seen as Partial<Quote> | undefined;
  const billingTerms = choice(data.paymentTerm);
  if (billingTerms === undefined || seen?.paymentTerm === data.paymentTerm) return;
  await context.session.client.patch(`${OPPORTUNITIES.path}/${opportunityId}`, replacements({ billingTerms }));
}

/**
 * Takes the opportunity along where the quote's status has changed, by the status mapping page. Once for each status: neither
 * an edit nor the retry of a line moves it again, for people move it there too.
 */
async function moveOpportunity({ data, external }: BusinessRecord<'quote'>, opportunityId: number, context: Context) {
  const seen = external[context.integration.id]?.seen as Partial<Quote> | undefined;
  const row = opportunityMove(data.status, context.session.settings.quoteStatuses);
  if (row === undefined || seen?.status === data.status) return;
  const step = `${MOVE}${data.status}`;
  await context.once(step, {
    // Moving it twice to the same place does no harm.
    find: () => Promise.resolve(undefined),
    async create() {
      await checkedRow('opportunity', row, { isNew: false }, context);
      await context.session.client.patch(`${OPPORTUNITIES.path}/${opportunityId}`, replacements(row));
      return String(opportunityId);
    },
  });
  for (const name of context.stepIds(MOVE).keys()) if (name !== step) await context.forgetStep(name);
}
