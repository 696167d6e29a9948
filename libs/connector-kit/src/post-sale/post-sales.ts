import { invalidInput, newId, notFound, type AppError, type ArmedPoints } from '@psa-bridge/core';
import type { DocumentStore } from '@psa-bridge/persistence';
import type { BusinessRecord, QuoteItem, RecordStore, TenantRecords } from '@psa-bridge/records';
import type { PostSalePart, PostSaleType } from '../definition/post-sale.ts';
import type { Integration } from '../integrations/integration.ts';
import type { AnyDefinition } from '../sessions.ts';
import { staleMessage, staleReferences, type ReferenceChecking } from '../settings/check-references.ts';
import { readChoiceLists, type ChoiceLists } from '../settings/choice-lists.ts';
import { storedChoices } from '../settings/choices.ts';
import {
  chosenLines,
  integrationIdOf,
  ledgerCollection,
  ledgerId,
  openLines,
  whyNotOffered,
  withMade,
  type HeldLines,
  type OfferTerms,
  type PostSaleDocument,
  type PostSaleLedger,
} from './ledger.ts';
import { documentOfQuote, type PostSaleInput } from './documents.ts';

export interface Offer {
  action: string;
  /** Why nothing can be made now. */
  refusal: AppError | undefined;
  mostPerQuote: number;
  lines: readonly QuoteItem[];
  /** Those that were made and are still there. */
  documents: readonly BusinessRecord<PostSaleType>[];
  choices: ChoiceLists;
  notes: readonly string[];
}

export type PostSaleRequest = PostSaleInput & {
  lineIds: readonly string[];
  /** Who asks. */
  by: string;
};

export interface PostSales {
  /** @throws AppError `record_not_found` */
  offer(integration: Integration, quoteId: string): Promise<Offer>;
  /**
   * Creates the document here and has it pushed to this integration. A line stands on one document only and the limit of a
   * quote holds, also when several press at the same moment.
   * @throws AppError `record_not_found`, what `whyNotOffered` and `chosenLines` say, `stale_choice`
   */
  make(integration: Integration, quoteId: string, request: PostSaleRequest): Promise<BusinessRecord<PostSaleType>>;
  /** Gives every claimed document its record: one whose process died before it did so must not wait for somebody to look. */
  finish(): Promise<void>;
}

export interface PostSalesOptions {
  definition: Pick<AnyDefinition, 'provider' | 'displayName' | 'settings' | 'postSale'>;
  store: DocumentStore;
  records: RecordStore;
  faults: ArmedPoints;
}

const FINISHED_AT_ONCE = 100;

/** Undefined for a connector whose quotes offer nothing. */
export function createPostSales({ definition, ...parts }: PostSalesOptions): PostSales | undefined {
  const { postSale } = definition;
  return postSale && postSalesOf(postSale, { definition, ...parts });
}

function postSalesOf(part: Part, { definition, store, records, faults }: PostSalesOptions): PostSales {
  const { provider } = definition;
  const ledgers = store.collection<PostSaleLedger>(ledgerCollection(provider));

  function termsOf({ settings: stored }: Integration): OfferTerms {
    const settings = definition.settings.parse(stored);
    return { isSwitchedOn: part.isSwitchedOn(settings), mostPerQuote: part.mostPerQuote(settings) };
  }

  /** What was claimed for a quote, each with its record: one that a dying process left without is given it now. */
  async function made(integration: Integration, quoteId: string): Promise<readonly BusinessRecord<PostSaleType>[]> {
    const ledger = await ledgers.forTenant(integration.tenantId).get(ledgerId(integration._id, quoteId));
    return ledger ? completeAll(ledger) : [];
  }

  async function completeAll(ledger: PostSaleLedger): Promise<readonly BusinessRecord<PostSaleType>[]> {
    return Promise.all(ledger.documents.map((document) => complete(ledger, document)));
  }

  async function complete(
    ledger: Pick<PostSaleLedger, '_id' | 'tenantId'>,
    document: PostSaleDocument,
  ): Promise<BusinessRecord<PostSaleType>> {
    const { _id: id, tenantId } = ledger;
    const pushTo = [{ integrationId: integrationIdOf(ledger), provider }];
    const own = records.forTenant(tenantId);
    const record = await own.createOnce(part.type, document.recordId, document.data, { source: document.by, pushTo });
    if (document.isMade === false)
      await ledgers.forTenant(tenantId).mutate(id, (current) => current && withMade(current, document.recordId));
    return record;
  }

  function claim(integration: Integration, quote: BusinessRecord<'quote'>, claiming: Claiming): Promise<unknown> {
    const id = ledgerId(integration._id, quote._id);
    const { document, gone, terms } = claiming;
    return ledgers.forTenant(integration.tenantId).mutate(id, (current) => {
      const documents = current?.documents ?? [];
      const standing = documents.filter(({ recordId }) => !gone.has(recordId));
      const refusal = whyNotOffered(quote.data, standing, terms);
      if (refusal) throw refusal;
      chosenLines(quote.data, standing, document.lineIds);
      return { ...current, _id: id, tenantId: integration.tenantId, documents: [...documents, document], isUnfinished: true };
    });
  }

  return {
    async offer(integration, quoteId) {
      const own = records.forTenant(integration.tenantId);
      const quote = await existingQuote(own, quoteId);
      const terms = termsOf(integration);
      const documents = (await made(integration, quoteId)).filter((record) => !isGone(record, integration));
      const standing = documents.map(heldBy);
      const choices = await readChoiceLists(part.choices ?? {}, { records: own, ...choicesOf(own, integration) });
      return {
        ...{ action: part.action, mostPerQuote: terms.mostPerQuote, documents, choices },
        refusal: whyNotOffered(quote.data, standing, terms),
        lines: openLines(quote.data, standing),
        notes: part.notes?.(quote.data) ?? [],
      };
    },
    async make(integration, quoteId, { lineIds, by, ...input }) {
      const own = records.forTenant(integration.tenantId);
      const quote = await existingQuote(own, quoteId);
      const psaName = definition.displayName;
      await refuseStale(part, input, { records: own, psaName, ...choicesOf(own, integration) });
      const gone = new Set(
        (await made(integration, quoteId)).filter((record) => isGone(record, integration)).map(({ _id }) => _id),
      );
      const lines = chosenLines(quote.data, [], lineIds);
      const data = documentOfQuote(part.type, quote, lines, input);
      const document = { recordId: newId(), lineIds: lines.map(({ id }) => id), data, by, isMade: false };
      await claim(integration, quote, { document, gone, terms: termsOf(integration) });
      await faults.reach('after_write', 'post-sale');
      return complete({ _id: ledgerId(integration._id, quoteId), tenantId: integration.tenantId }, document);
    },
    async finish() {
      const everyones = ledgers.acrossTenants('any replica finishes what a killed one began');
      for (const ledger of await everyones.find({ isUnfinished: true }, { limit: FINISHED_AT_ONCE })) await completeAll(ledger);
    },
  };
}

type Part = NonNullable<AnyDefinition['postSale']>;

interface Claiming {
  document: PostSaleDocument;
  /** Records whose entity is gone in the PSA: their lines are free again. */
  gone: ReadonlySet<string>;
  terms: OfferTerms;
}

async function existingQuote(records: TenantRecords, id: string): Promise<BusinessRecord<'quote'>> {
  const quote = await records.get('quote', id);
  if (!quote) throw notFound('record_not_found', 'There is no such record.', { expected: true });
  return quote;
}

function isGone(record: BusinessRecord<PostSaleType>, { _id }: Integration): boolean {
  return record.external[_id]?.deletedAt !== undefined;
}

function heldBy({ data }: BusinessRecord<PostSaleType>): HeldLines {
  return { lineIds: data.lines.map(({ quoteItemId }) => quoteItemId) };
}

function choicesOf(records: TenantRecords, { _id }: Integration): Pick<ReferenceChecking, 'psa' | 'local'> {
  return { psa: storedChoices(records, _id), local: storedChoices(records, undefined) };
}

/** Said before anything is made: afterwards only the PSA could say it, line by line. */
async function refuseStale(
  { references }: Pick<PostSalePart<unknown>, 'references'>,
  input: PostSaleInput,
  checking: ReferenceChecking,
): Promise<void> {
  const stale = await staleReferences(
    references?.('billingCode' in input ? { billingCode: input.billingCode } : {}) ?? [],
    checking,
  );
  if (stale.length === 0) return;
  const problems = stale.map((each) => ({
    field: `body.${each.reference.path.join('.')}`,
    message: staleMessage(each),
  }));
  throw invalidInput('stale_choice', problems.map(({ field, message }) => `${field}: ${message}`).join('; '), {
    details: { problems },
    expected: true,
  });
}
