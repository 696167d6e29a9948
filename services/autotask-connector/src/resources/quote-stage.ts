import type { PushContext } from '@psa-bridge/connector-kit';
import { isAppError } from '@psa-bridge/core';
import type { BusinessRecord, Quote } from '@psa-bridge/records';
import type { AutotaskWrite } from '../client/types.ts';
import { opportunityMove } from '../mapping/quote-standing.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { checkedRow } from './checked-row.ts';
import { opportunityNotFound } from './opportunity.resource.ts';

type Context = PushContext<AutotaskSession, AutotaskSettings>;

const STEP = 'opportunity:';

/**
 * Takes the opportunity along where the quote's status has changed, by the Opportunity page. Once for each status: neither an
 * edit nor the retry of a line moves it again, for people move it there too.
 */
export async function moveOpportunity(
  { data, external }: BusinessRecord<'quote'>,
  opportunityId: number,
  context: Context,
): Promise<void> {
  const seen = external[context.integration.id]?.seen as Partial<Quote> | undefined;
  const row = opportunityMove(data.status, context.session.settings.quoteStatuses);
  if (row === undefined || seen?.status === data.status) return;
  const step = `${STEP}${data.status}`;
  await context.once(step, {
    // Moving it twice to the same place does no harm.
    find: async () => undefined,
    create: () => patchOpportunity(opportunityId, row, context),
  });
  for (const name of context.stepIds(STEP).keys()) if (name !== step) await context.forgetStep(name);
}

async function patchOpportunity(id: number, row: AutotaskWrite, context: Context): Promise<string> {
  await checkedRow('Opportunities', row, { isNew: false }, context);
  try {
    await context.session.client.patch('Opportunities', { id, ...row });
  } catch (error) {
    if (isAppError(error) && /no matching records found/i.test(String(error.details['psaText'])))
      throw opportunityNotFound(String(id));
    throw error;
  }
  return String(id);
}
