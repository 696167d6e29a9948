import type { Reply } from '../../http/carry-out.ts';
import { emptyAnswer, jsonAnswer, type HttpAnswer } from '../../http/exchange.ts';
import { nowMs } from '../platform.ts';
import { exception, notFound, plain } from '../refusal.ts';
import { showRecord } from '../show/records.ts';
import type { Values } from '../store/rows.ts';
import { allocate } from '../write/allocation.writer.ts';
import { emailInvoice, type Mode } from '../write/document.writer.ts';
import { addTrackingOption } from '../write/tracking-option.writer.ts';
import type { Writing } from '../write/writing.ts';
import { readerOf, unitPlacesOf, type ApiCall } from './api-call.ts';
import { runBatch, showOutcome } from './batch.ts';
import { envelope, readElements } from './envelope.ts';
import type { Resource } from './resources.ts';

/** Requests may hold so many items, and fewer of everything else (xero.md 5.3). */
const MOST_ITEMS = 500;

/** `PUT` creates; `POST` creates or updates, one by its id in the path (xero.md 7.1). */
export function handleWrite(api: ApiCall, resource: Resource, key: string | undefined): Reply {
  const { call, platform } = api;
  const mode: Mode = call.method === 'PUT' ? 'create' : 'upsert';
  if (!resource.write || (mode === 'create' && key !== undefined)) throw plain(501);
  const sent = readElements(call, resource.name);
  const most = resource.name === 'Items' ? MOST_ITEMS : platform.switches.documentsPerRequest;
  if (most !== null && sent.length > most)
    throw exception(
      14,
      'PostDataInvalidException',
      `A request may hold at most ${most} elements; this one holds ${sent.length}.`,
    );
  const elements = key === undefined ? sent : [withKey(api, resource, { key, sent })];
  const isSummarised = isSummarisedIn(api);
  const { outcomes, changes } = runBatch(writingOf(api, resource), { resource, elements, mode, isSummarised });
  api.onWritten(api.book, changes);
  const shown = outcomes.map((one) => showOutcome(one, resource, { isSummarised, switches: platform.switches }));
  const failed = shown.filter((_element, index) => outcomes[index]?.written === undefined);
  if (isSummarised && failed.length > 0) return { answer: validationAnswer(failed) };
  return { answer: envelope(platform, { [resource.name]: shown }) };
}

/** The spec says false where it is left out, the service behaves as true (xero.md 7.5). */
function isSummarisedIn({ call, platform }: ApiCall): boolean {
  const given = call.query.get('summarizeErrors')?.toLowerCase();
  return given === 'true' || (given !== 'false' && platform.switches.summarizeErrorsDefault);
}

function withKey(api: ApiCall, resource: Resource, { key, sent }: { key: string; sent: readonly Values[] }): Values {
  const entry = resource.find(readerOf(api, resource), key);
  const [element = {}] = sent;
  if (!entry || resource.idMember === undefined) throw notFound();
  return { ...element, [resource.idMember]: entry.guid };
}

function writingOf({ call, platform, book, clientId }: ApiCall, resource: Resource): Writing {
  return { platform, book, at: nowMs(platform), unitPlaces: unitPlacesOf(call, resource), madeBy: clientId, changes: [] };
}

export function validationAnswer(elements: readonly Values[]): HttpAnswer {
  return jsonAnswer(400, {
    ErrorNumber: 10,
    Type: 'ValidationException',
    Message: 'A validation exception occurred',
    Elements: elements,
  });
}

/** What stands below one document: e-mail, allocations, options of a tracking category. */
export function handlePart(api: ApiCall, resource: Resource, { key, part }: { key: string; part: string }): Reply {
  const { call } = api;
  const found = PARTS[`${call.method} ${resource.name}/${part}`];
  if (!found) throw resource.name in KNOWN_PARTS && KNOWN_PARTS[resource.name] === part ? plain(501) : notFound();
  const writing = writingOf(api, resource);
  const answer = api.book.attempt(() => found(api, writing, key));
  api.onWritten(api.book, writing.changes);
  return { answer };
}

const KNOWN_PARTS: Readonly<Record<string, string>> = {
  Invoices: 'email',
  CreditNotes: 'allocations',
  TrackingCategories: 'options',
};

const PARTS: Readonly<Record<string, (api: ApiCall, writing: Writing, key: string) => HttpAnswer>> = {
  'POST Invoices/email': (_api, writing, key) => {
    emailInvoice(writing, key);
    return emptyAnswer(204);
  },
  'PUT CreditNotes/allocations': ({ call, platform }, writing, key) => {
    const made = readElements(call, 'Allocations').map((sent) => {
      const { guid, amount } = allocate(writing, key, sent);
      return { ...sent, AllocationID: guid, Amount: amount.toNumber() };
    });
    return envelope(platform, { Allocations: made });
  },
  'PUT TrackingCategories/options': ({ call, platform }, writing, key) => {
    const categories = readElements(call, 'Options').map((sent) => addTrackingOption(writing, key, sent));
    const shown = categories.map((row) => showRecord('TrackingCategories', row, { depth: 'full', unitPlaces: 2 }));
    return envelope(platform, { Options: shown.at(-1)?.['Options'] ?? [] });
  },
};
