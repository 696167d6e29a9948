import { attempt, dayText, type PushContext } from '@psa-bridge/connector-kit';
import type { QuoteItem } from '@psa-bridge/records';
import { CwAddition } from '../client/fulfilment-types.ts';
import { replacements } from '../client/patch.ts';
import { midnight } from '../mapping/opportunity.mapping.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { additionPath, additionSteps, changeSteps } from './agreement-additions.ts';

type Context = PushContext<ConnectWiseSession, ConnectWiseSettings>;

export const AGREEMENT_STEP = 'agreement:';

/**
 * Ends on its agreement what was taken off the quote: today, or where it begins later, before it begins. A line that is billed at
 * another rhythm by now ends as well, for it goes onto another agreement. What somebody ended or removed there is left alone.
 *
 * @param recurring the lines that the quote has now
 * @returns the agreements that changed, or that an earlier try may have changed
 */
export async function endGoneLines(recurring: readonly QuoteItem[], context: Context): Promise<readonly number[]> {
  const changed: number[] = [];
  for (const [step, { itemId, addition, agreement, name }] of additionSteps(context)) {
    const line = recurring.find(({ id }) => id === itemId);
    const ownAgreement = line && context.stepId(`${AGREEMENT_STEP}${line.period}`);
    if (line && (agreement === undefined || String(agreement) === ownAgreement)) continue;
    const places = agreement === undefined ? [...context.stepIds(AGREEMENT_STEP).values()].map(Number) : [agreement];
    const ended = await attempt([{ id: itemId, name }], () => endAddition(addition, places, context), context);
    if (ended === undefined) continue;
    changed.push(...ended);
    for (const made of [...context.stepIds(changeSteps(itemId)).keys(), step]) await context.forgetStep(made);
  }
  return changed;
}

/** @param agreements one of which holds it, where any does */
async function endAddition(id: string, agreements: readonly number[], { session, clock }: Context): Promise<readonly number[]> {
  const today = clock.now().toISOString().slice(0, 10);
  for (const agreement of agreements) {
    const path = additionPath(agreement, id);
    const row = await session.client.get(path, CwAddition);
    if (!row) continue;
    const begins = dayText(row.effectiveDate) ?? today;
    const isEnded = dayText(row.cancelledDate) !== undefined;
    if (!isEnded) await session.client.patch(path, replacements({ cancelledDate: midnight(begins > today ? begins : today) }));
    return [agreement];
  }
  return [];
}
