import type { Claim, PushContext } from '@psa-bridge/connector-kit';
import { canonicalJson, rejected } from '@psa-bridge/core';
import type { BusinessRecord, QuoteItem } from '@psa-bridge/records';
import { HaloQuotation, type HaloQuoteLine } from '../client/sales-types.ts';
import { fromCanonicalLine, type QuoteLineRow } from '../mapping/quote.mapping.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { itemOf } from './line-items.ts';
import { tellRefusedLines } from './refused-lines.ts';

type Context = PushContext<HaloSession, HaloSettings>;

export const QUOTATIONS = 'Quotation';
/** Under these two names in turn, so that what stands there is known until the next sending is confirmed. */
const STEPS = ['lines:a', 'lines:b'] as const;

/** A line of ours as it is sent; without an id it is new there. */
interface SentLine {
  item: string;
  id: number | null;
  row: QuoteLineRow;
}

/** What one sending holds, kept before it is sent. */
interface Sending {
  lines: readonly SentLine[];
  /** What people added there. */
  others: readonly number[];
  /** Ours that are to go. */
  gone: readonly number[];
}

/** An edit while a sending is unclear is sent once that is clear, and the rest once refused lines were told. */
const MOST_ROUNDS = 4;

/**
 * Brings the lines of a quotation up to those of the quote, in their order, each once. HaloPSA takes lines with their quotation
 * only, and whether it keeps those that are left out is not documented (halopsa.md section 6): all are sent, each with its id,
 * and those that people added there too. Which line of ours has which id is kept with the step that sent them.
 */
export async function pushLines(
  { data }: Pick<BusinessRecord<'quote'>, 'data'>,
  quotationId: number,
  context: Context,
): Promise<void> {
  let items: readonly QuoteItem[] = data.items;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const last = lastSending(context);
    const sending = await sendingOf(items, { last, standing: await linesOf(quotationId, context) }, context);
    if (isSent(sending, last)) return;
    try {
      const sent = await sendOnce(quotationId, { sending, last }, context);
      if (canonicalJson(sent) === canonicalJson(sending)) return;
    } catch (error) {
      const blamed = await tellRefusedLines(error, items, context);
      if (blamed.size === 0) throw error;
      items = items.filter(({ id }) => !blamed.has(id));
    }
  }
}

/** What was sent: that of an earlier try, where that was under way. */
async function sendOnce(
  quotationId: number,
  { sending, last }: { sending: Sending; last: LastSending | undefined },
  context: Context,
): Promise<Claim | undefined> {
  const step = STEPS.find((name) => name !== last?.step) ?? STEPS[0];
  if (context.stepId(step) !== undefined) await context.forgetStep(step);
  await context.once(step, {
    claim: () => ({ ...sending }),
    find: async (claim) => idsOf(sendingIn(claim), await linesOf(quotationId, context)),
    create: (claim) => send(quotationId, sendingIn(claim), context),
  });
  if (last) await context.forgetStep(last.step);
  return context.stepClaim(step);
}

/** The kit hands back what was claimed. */
function sendingIn(claim: Claim): Sending {
  return claim as unknown as Sending;
}

interface LastSending {
  step: (typeof STEPS)[number];
  lines: readonly SentLine[];
  /** Ids there by the ids of our own. */
  ids: ReadonlyMap<string, number>;
}

function lastSending(context: Context): LastSending | undefined {
  const [name] = [...context.stepIds('lines:').keys()].slice(-1);
  const step = STEPS.find((known) => known === name);
  const claim = step && context.stepClaim(step);
  if (step === undefined || claim === undefined) return undefined;
  const { lines } = sendingIn(claim);
  const ids = (context.stepId(step) ?? '').split(',').map(Number);
  return { step, lines, ids: new Map(lines.flatMap(({ item }, index) => (ids[index] ? [[item, ids[index]] as const] : []))) };
}

async function linesOf(quotationId: number, { session: { client } }: Context): Promise<readonly HaloQuoteLine[]> {
  const quotation = await client.detail(QUOTATIONS, quotationId, HaloQuotation);
  if (quotation) return quotation.lines ?? [];
  throw rejected('entity_gone', `Quotation ${quotationId} was not found in HaloPSA.`, {
    details: { externalId: String(quotationId) },
  });
}

async function sendingOf(
  items: readonly QuoteItem[],
  { last, standing }: { last: LastSending | undefined; standing: readonly HaloQuoteLine[] },
  context: Context,
): Promise<Sending> {
  const { settings } = context.session;
  const there = new Set(standing.map(({ id }) => id));
  const lines: SentLine[] = [];
  for (const [index, item] of items.entries()) {
    const id = last?.ids.get(item.id);
    const row = fromCanonicalLine(item, { itemId: await itemOf(item, context), place: index + 1, settings });
    // Somebody may have taken it off there.
    lines.push({ item: item.id, id: id !== undefined && there.has(id) ? id : null, row });
  }
  const kept = new Set(lines.map(({ id }) => id));
  const own = new Set(last?.ids.values());
  return {
    lines,
    others: [...there].filter((id) => !own.has(id)),
    gone: [...own].filter((id) => there.has(id) && !kept.has(id)),
  };
}

/** Measured against what was sent last, not against what HaloPSA or people made of it. */
function isSent({ lines, gone }: Sending, last: LastSending | undefined): boolean {
  const contentOf = (sent: readonly SentLine[]): string => canonicalJson(sent.map(({ item, row }) => [item, row]));
  return gone.length === 0 && lines.every(({ id }) => id !== null) && contentOf(lines) === contentOf(last?.lines ?? []);
}

async function send(quotationId: number, sending: Sending, context: Context): Promise<string> {
  const { client } = context.session;
  const post = (lines: readonly object[]) => client.save(QUOTATIONS, { id: quotationId, lines }, HaloQuotation);
  const kept = sending.others.map((id) => ({ id }));
  const own = sending.lines.map(({ id, row }) => (id === null ? row : { id, ...row }));
  const saved = (await post([...own, ...kept])).lines ?? (await linesOf(quotationId, context));
  const ids = idsOf(sending, saved);
  if (ids === undefined)
    throw rejected('quote_lines_incomplete', 'HaloPSA took the quotation, and does not show all of its lines.');
  // A tenant that keeps what is left out still has them, and has no call for taking one off: they are emptied.
  const left = sending.gone.filter((gone) => saved.some(({ id }) => id === gone));
  if (left.length > 0)
    await post([...saved.map(({ id }) => (left.includes(id) ? { id, quantity: 0, printitem: false } : { id }))]);
  return ids;
}

/** The ids of all lines in their order; undefined while one is missing there. A new one is known by its place. */
function idsOf({ lines, others, gone }: Sending, standing: readonly HaloQuoteLine[]): string | undefined {
  const old = new Set<number | null>([...others, ...gone, ...lines.map(({ id }) => id)]);
  const fresh = standing.filter(({ id }) => !old.has(id));
  const ids = lines.map(({ id, row }) =>
    id === null ? fresh.find(({ sort_seq: place }) => place === row.sort_seq)?.id : standing.find((there) => there.id === id)?.id,
  );
  return ids.includes(undefined) ? undefined : ids.join(',') || 'none';
}
