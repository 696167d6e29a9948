import type { Reply } from '../../http/carry-out.ts';
import { emptyAnswer } from '../../http/exchange.ts';
import { nowMs } from '../platform.ts';
import { readListRequest, readModifiedSince } from '../query/list-request.ts';
import { runList } from '../query/run-list.ts';
import { notFound } from '../refusal.ts';
import { showOrganisation } from '../show/records.ts';
import type { DocumentType } from '../store/rows.ts';
import { mayApprove } from '../write/document-checks.ts';
import { readerOf, type ApiCall } from './api-call.ts';
import { envelope } from './envelope.ts';
import type { Resource } from './resources.ts';

export function handleList(api: ApiCall, resource: Resource): Reply {
  const { call, platform } = api;
  const request = readListRequest(resource.name, call.query);
  const since = resource.hasChanges ? readModifiedSince(call.headers['if-modified-since']) : undefined;
  const { rows, pagination } = runList(resource.entries(readerOf(api, resource)), request, {
    since,
    searched: resource.searched,
    numberName: resource.keyMember,
  });
  if (since !== undefined && rows.length === 0 && platform.switches.emptyIsNotModified)
    return { answer: emptyAnswer(304), rows: 0 };
  const content = { ...(pagination ? { pagination } : {}), [resource.name]: rows };
  return { answer: envelope(platform, content), rows: rows.length };
}

export function handleGet(api: ApiCall, resource: Resource, key: string): Reply {
  const entry = resource.find(readerOf(api, resource), key);
  if (!entry) throw notFound();
  return { answer: envelope(api.platform, { [resource.name]: [entry.show('full')] }) };
}

/** `GET /Organisation` and `GET /Organisation/Actions` (xero.md 13). */
export function handleOrganisation({ platform, book }: ApiCall, part: string | undefined): Reply {
  if (part === undefined) return { answer: envelope(platform, { Organisations: [showOrganisation(book)] }) };
  if (part !== 'actions') throw notFound();
  const approves = (type: DocumentType): boolean => mayApprove(book, { kind: 'Invoices', type }, nowMs(platform));
  const hasMore = [...book.records('Currencies').walk({})].some(
    ({ values }) => values['Code'] !== book.organisation.values['BaseCurrency'],
  );
  const allowed: Readonly<Record<string, boolean>> = {
    CreateApprovedInvoice: approves('ACCREC'),
    CreateApprovedBill: approves('ACCPAY'),
    CreateDraftInvoice: true,
    CreateDraftBill: true,
    UseMulticurrency: hasMore,
  };
  const actions = Object.entries(allowed).map(([name, isAllowed]) => ({
    Name: name,
    Status: isAllowed ? 'ALLOWED' : 'NOT-ALLOWED',
  }));
  return { answer: envelope(platform, { Actions: actions }) };
}
