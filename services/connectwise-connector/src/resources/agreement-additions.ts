import { dayText, type Claim, type PushContext } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { QuoteItem } from '@psa-bridge/records';
import { CwAddition, CwAgreement } from '../client/fulfilment-types.ts';
import { replacements, type ConnectWiseWrite } from '../client/patch.ts';
import { CreatedRow } from '../client/types.ts';
import { newAdditionRow, termsOf, type AdditionTerms } from '../mapping/agreement.mapping.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { additionsOf, AGREEMENTS } from './agreement.resource.ts';
import { checkedRow } from './checked-row.ts';
import { catalogItemOf } from './product-items.ts';

type Context = PushContext<ConnectWiseSession, ConnectWiseSettings>;

const STEPS = 'addition:';
const stepOf = ({ id }: QuoteItem): string => `${STEPS}${id}`;
export const changeSteps = (itemId: string): string => `addition-change:${itemId}:`;
export const additionPath = (agreement: number, id: string): string => `${AGREEMENTS.path}/${agreement}/additions/${id}`;

interface MadeAddition {
  itemId: string;
  addition: string;
  /** Undefined for one that was made before this was kept. */
  agreement: number | undefined;
  name: string;
}

/** The lines that were put onto agreements, by step. */
export function additionSteps(context: Context): ReadonlyMap<string, MadeAddition> {
  return new Map(
    [...context.stepIds(STEPS)].map(([step, addition]) => {
      const { agreement, name } = context.stepClaim(step) ?? {};
      return [
        step,
        {
          ...{ itemId: step.slice(STEPS.length), addition, agreement: typeof agreement === 'number' ? agreement : undefined },
          name: typeof name === 'string' ? name : 'A line that was taken off the quote',
        },
      ];
    }),
  );
}

export interface AdditionPlace {
  agreement: number;
  opportunity: number;
}

/** Puts a line onto its agreement once, and has it follow from then on. @returns whether anything was sent */
export async function pushAddition(line: QuoteItem, place: AdditionPlace, context: Context): Promise<boolean> {
  if (context.stepId(stepOf(line)) !== undefined) return followLine(line, place.agreement, context);
  const { client } = context.session;
  const product = await catalogItemOf(line, context);
  const startDate = await billingStart(place.agreement, context);
  const row = newAdditionRow(line, { ...place, product, startDate });
  await checkedRow('addition', row, { isNew: true }, context);
  await context.once(stepOf(line), {
    claim: () => ({ ...termsOf(line), agreement: place.agreement, name: line.name }),
    find: () => findMade(row, place.agreement, context),
    create: async () => String((await client.create(`${AGREEMENTS.path}/${place.agreement}/additions`, row, CreatedRow)).id),
  });
  return true;
}

/** Nothing marks an addition: one of this agreement with equal content that no line of ours is known by is the one sought. */
async function findMade(row: ConnectWiseWrite, agreement: number, context: Context): Promise<string | undefined> {
  const known = new Set(context.stepIds(STEPS).values());
  const same = ['quantity', 'unitPrice', 'invoiceDescription'] as const;
  const product = (row['product'] as { id: number }).id;
  const made = (await additionsOf(agreement, context.session)).find(
    (there) =>
      !known.has(String(there.id)) && there.product?.id === product && same.every((field) => there[field] === row[field]),
  );
  return made && String(made.id);
}

/**
 * Only what differs from what was sent last is sent, so that what people changed there stays. Sending the same once more does no
 * harm, for it is what is to stand in the end.
 */
async function followLine(line: QuoteItem, agreement: number, context: Context): Promise<boolean> {
  const wanted = termsOf(line);
  const changes = changeSteps(line.id);
  for (let hasChanged = false; ; hasChanged = true) {
    const made = context.stepIds(changes).size;
    const before = termsIn(context.stepClaim(made === 0 ? stepOf(line) : `${changes}${made}`));
    if (Object.keys(differing(before, wanted)).length === 0) return hasChanged;
    const id = context.stepId(stepOf(line)) ?? '';
    await context.once(`${changes}${made + 1}`, {
      claim: () => ({ ...wanted }),
      find: () => Promise.resolve(undefined),
      create: (claim) => changeAddition({ agreement, id }, differing(before, termsIn(claim)), context),
    });
  }
}

async function changeAddition(
  { agreement, id }: { agreement: number; id: string },
  change: Partial<AdditionTerms>,
  { session: { client } }: Context,
): Promise<string> {
  const path = additionPath(agreement, id);
  if (!(await client.get(path, CwAddition)))
    throw rejected('addition_gone', 'The line is no longer on the agreement of this quote in ConnectWise.');
  await client.patch(path, replacements({ ...change }));
  return id;
}

function differing(before: AdditionTerms | undefined, after: AdditionTerms | undefined): Partial<AdditionTerms> {
  if (before === undefined || after === undefined) return after ?? {};
  return {
    ...(before.quantity === after.quantity ? {} : { quantity: after.quantity }),
    ...(before.unitPrice === after.unitPrice ? {} : { unitPrice: after.unitPrice }),
  };
}

function termsIn(claim: Claim | undefined): AdditionTerms | undefined {
  const { quantity, unitPrice } = claim ?? {};
  return typeof quantity === 'number' && typeof unitPrice === 'number' ? { quantity, unitPrice } : undefined;
}

/** Additions begin with the billing of their agreement, also where another try puts them there on a later day. */
async function billingStart(agreement: number, { session }: Context): Promise<string> {
  const row = await session.client.get(`${AGREEMENTS.path}/${agreement}`, CwAgreement);
  const day = dayText(row?.billStartDate) ?? dayText(row?.startDate);
  if (day !== undefined) return day;
  throw rejected('agreement_gone', `Agreement ${agreement} of this quote was not found in ConnectWise.`);
}
