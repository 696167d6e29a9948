import { checkRevision, isAppError, type Caller } from '@psa-bridge/core';
import type { BusinessRecord, RecordStore } from '@psa-bridge/records';
import { statusAfter, type QuoteAction } from '../domain/quote-status.ts';
import type { Resource } from '../domain/resources.ts';
import { existing } from './read-record.ts';
import type { RecordSaves } from './save-record.ts';

export interface QuoteActionRequest {
  id: string;
  action: QuoteAction;
  /** The dataRevision that the caller saw, where it wants to act on nothing newer. */
  ifRevision?: number | undefined;
}

export type ActOnQuote = (caller: Caller, resource: Resource, request: QuoteActionRequest) => Promise<BusinessRecord>;

const TRIES = 3;

/** Moves a quote from one status to the next; once it leaves draft it goes to the integrations. */
export function makeActOnQuote(deps: { records: RecordStore; saves: RecordSaves }): ActOnQuote {
  async function once(caller: Caller, resource: Resource, request: QuoteActionRequest): Promise<BusinessRecord> {
    const quote = await existing(deps.records.forTenant(caller.tenantId), resource, request.id);
    // Before its status is judged: the caller may have seen another one.
    checkRevision(quote.dataRevision, request.ifRevision);
    const status = statusAfter(request.action, (quote as BusinessRecord<'quote'>).data.status);
    if (status === undefined) return quote;
    return deps.saves.update(caller, resource, { id: request.id, changes: { status }, ifRevision: quote.dataRevision });
  }

  return async function act(caller, resource, request) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(caller, resource, request);
      } catch (error) {
        const mayRepeat = request.ifRevision === undefined && isAppError(error) && error.code === 'revision_conflict';
        if (!mayRepeat || attempt === TRIES) throw error;
      }
    }
  };
}
