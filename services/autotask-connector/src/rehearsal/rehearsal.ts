import type { ImaginedIds, PsaAnswer, PsaRequest, Rehearsal } from '@psa-bridge/connector-kit';
import { MESSAGES } from '../failures.ts';
import type { AutotaskSession } from '../session.ts';
import { badReference, fieldErrors, type FieldError } from './field-errors.ts';
import { createLiveRows, type LiveRow, type LiveRows } from './live-rows.ts';
import { pathOf, writtenRow, type WrittenRow } from './written-row.ts';

/** References to inactive rows of these are refused like missing ones (autotask.md section 4). */
const MUST_BE_ACTIVE = ['Contact', 'Resource', 'BillingCode', 'Role', 'Product', 'Service'];
/** What billing codes of a field are for, by the label of their use (section 5.8). */
const USE_OF: Readonly<Record<string, RegExp>> = { chargeID: /material/i, productBillingCodeID: /material|product/i };

/** Autotask as far as a push is gone through: by its own tables of fields and rights, and the rows that are referred to. */
export function rehearseAutotask(session: AutotaskSession, ids: ImaginedIds): Rehearsal {
  const live = createLiveRows(session, ids);
  const imagined = new Map<string, Readonly<Record<string, unknown>>>();
  return {
    imagine(request) {
      if (request.method === 'GET' || request.writes === false) return imaginedRead(request, imagined);
      const { entity, action, id, values } = writtenRow(request);
      const itemId = action === 'create' ? ids.next() : (id ?? 0);
      if (action === 'create') imagined.set(`${entity} ${itemId}`, { ...values, id: itemId });
      return ok({ itemId });
    },
    look: (writes) => live.look(writes.map(writtenRow)),
    async refusal(request) {
      const row = writtenRow(request);
      const errors = await errorsOf(row, { live, ids });
      return errors.length === 0 ? undefined : refused(errors);
    },
  };
}

function imaginedRead({ url }: PsaRequest, imagined: ReadonlyMap<string, object>): PsaAnswer {
  const [entity = '', id = ''] = pathOf(url);
  return id === 'query' ? ok({ items: [], pageDetails: { count: 0 } }) : ok({ item: imagined.get(`${entity} ${id}`) ?? null });
}

function ok(body: unknown): PsaAnswer {
  return { status: 200, headers: {}, body };
}

interface Known {
  live: LiveRows;
  ids: ImaginedIds;
}

/** In Autotask's order: rights, the row itself, its fields, and what they have to do with each other. */
async function errorsOf(row: WrittenRow, known: Known): Promise<readonly FieldError[]> {
  const { entity, action, id } = row;
  const { info, fields } = await known.live.metadata(entity);
  const access = { create: info.userAccessForCreate, update: info.userAccessForUpdate, delete: undefined }[action];
  if (access === 'None')
    return [whole(`The logged in Resource does not have the adequate permissions to ${action} this entity type.`)];
  const isThere = id !== undefined && !known.ids.isOne(id);
  const before = isThere ? known.live.row(entity, id) : undefined;
  if (isThere && before === undefined)
    return [
      whole(
        `No message. No matching records found. The logged in Resource may not have the required permissions to ${action} the data.`,
      ),
    ];
  const errors = fieldErrors(row, fields, (name, referred) => isUsable(name, referred, known));
  return errors.length > 0 ? errors : [...useTypeErrors(row, known), ...contactErrors(row, before, known)];
}

function whole(text: string): FieldError {
  return { field: '', text };
}

function isUsable(entity: string, id: number, { live, ids }: Known): boolean {
  if (ids.isOne(id) || !live.isLookedAt(entity)) return true;
  const row = live.row(entity, id);
  return row !== undefined && (!MUST_BE_ACTIVE.includes(entity) || Boolean(row.isActive ?? true));
}

/** A code of another use is refused as one that is not there. */
function useTypeErrors({ values }: WrittenRow, { live }: Known): readonly FieldError[] {
  return Object.entries(USE_OF).flatMap(([field, use]) => {
    const id = values[field];
    const code = typeof id === 'number' ? live.row('BillingCode', id) : undefined;
    const label = live.useTypes.get(String(code?.['useType']));
    return code === undefined || label === undefined || use.test(label) ? [] : [badReference(field, 'BillingCode')];
  });
}

/** The contact is one of the company (AT-63). */
function contactErrors(row: WrittenRow, before: LiveRow | undefined, known: Known): readonly FieldError[] {
  if (!('contactID' in row.values) && !('companyID' in row.values)) return [];
  const contact = known.live.row('Contact', numberOf({ ...before, ...row.values }['contactID']));
  const companyId = companyOf({ ...before, ...row.values }, known);
  if (contact === undefined || companyId === NONE || contact['companyID'] === companyId) return [];
  return [{ field: 'contactID', text: MESSAGES.contactOfOtherCompany }];
}

/** Its own, else that of the opportunity that it belongs to. */
function companyOf(values: Readonly<Record<string, unknown>>, { live }: Known): number {
  const own = numberOf(values['companyID']);
  return own === NONE ? numberOf(live.row('Opportunity', numberOf(values['opportunityID']))?.['companyID']) : own;
}

const NONE = -1;

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : NONE;
}

function refused(errors: readonly FieldError[]): PsaAnswer {
  return { status: 500, headers: {}, body: { errors: errors.map(({ text }) => text) } };
}
