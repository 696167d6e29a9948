import type { OutboxEvent } from '@psa-bridge/contracts';
import { checkRevision, conflict, invalidInput, notFound, type JsonObject } from '@psa-bridge/core';
import type { Draft } from '@psa-bridge/persistence';
import type { PushTarget, SaveContext } from '../port.ts';
import { fromFields, isSame, toFields } from './fields.ts';
import { pushRecord, recordAction, recordChanged, type Cause } from './record-events.ts';
import type { RecordData, RecordType } from './record-types.ts';
import type { BusinessRecord, ExternalLink, SyncState } from './record.ts';
import { parseRecord } from './validate.ts';

/** Where and when a record is saved. */
export interface Saving {
  tenantId: string;
  service: string;
  at: Date;
  context: SaveContext;
}

/** @throws AppError `invalid_record` */
export function createRecord<Type extends RecordType>(
  type: Type,
  id: string,
  input: unknown,
  saving: Saving,
): Draft<BusinessRecord<Type>> {
  const { tenantId, at, context } = saving;
  const data = kept(parseRecord(type, input));
  const record = {
    _id: id,
    tenantId,
    type,
    data,
    dataRevision: 1,
    createdAt: at,
    updatedAt: at,
    external: awaiting({ external: {}, dataRevision: 1 }, context.pushTo, at),
  };
  const cause = causeOf(saving);
  return {
    ...record,
    outbox: [
      recordChanged(record, 'created', cause),
      recordAction(record, undefined, 'created', cause),
      ...context.pushTo.map((target) => pushRecord(record, target, cause)),
      ...asked(saving),
    ],
  };
}

/**
 * The record with the given fields changed. Saving it as it is raises no revision and tells nobody; only a PSA that does not
 * have it yet is asked again.
 *
 * @throws AppError `record_not_found`, `revision_conflict`, `invalid_record`, `contact_email_immutable`, `field_value_read_only`
 */
export function updateRecord<Type extends RecordType>(
  current: BusinessRecord<Type> | undefined,
  changes: JsonObject,
  saving: Saving & { ifRevision?: number | undefined },
): Draft<BusinessRecord<Type>> | undefined {
  if (!current) throw recordNotFound();
  checkRevision(current.dataRevision, saving.ifRevision);
  const data = kept(parseRecord(current.type, withChanges(current.data, changes)));
  const isChanged = !isSame(data, current.data);
  if (isChanged) checkImmutable(current, data);

  const { at, context } = saving;
  const pushTo = isChanged ? context.pushTo : context.pushTo.filter((target) => !hasIt(current, target));
  if (!isChanged && pushTo.length === 0) return undefined;
  const dataRevision = current.dataRevision + (isChanged ? 1 : 0);
  const record = {
    ...current,
    external: awaiting({ external: current.external, dataRevision }, pushTo, at),
    ...(isChanged ? { data, dataRevision, updatedAt: at } : {}),
  };
  const cause = causeOf(saving);
  const told = isChanged ? [recordChanged(record, 'updated', cause), recordAction(record, current.data, 'updated', cause)] : [];
  return { ...record, outbox: [...told, ...pushTo.map((target) => pushRecord(record, target, cause)), ...asked(saving)] };
}

/** What the save asks for besides its own record. */
function asked(saving: Saving): readonly OutboxEvent[] {
  const { tenantId, context } = saving;
  if (context.asks === undefined) return [];
  const { type, id, of } = context.asks;
  return of.map((target) => pushRecord({ _id: id, tenantId, type }, target, causeOf(saving)));
}

export function recordNotFound() {
  return notFound('record_not_found', 'There is no such record.', { expected: true });
}

/** The given fields over the standing ones; of the custom fields only the given keys change (PA-33). */
function withChanges(data: JsonObject, changes: JsonObject): JsonObject {
  const { customFields, ...rest } = changes;
  if (customFields === undefined) return { ...data, ...rest };
  if (typeof customFields !== 'object' || customFields === null) return { ...data, ...changes };
  return { ...data, ...rest, customFields: { ...(data['customFields'] as JsonObject | undefined), ...customFields } };
}

/** In the form that is compared and kept: a custom field that was set to null is cleared. */
function kept<Type extends RecordType>(data: RecordData<Type>): RecordData<Type> {
  return fromFields(toFields(data)) as RecordData<Type>;
}

/** ID-50: a contact's e-mail is its login name. SY-24: values that came from a PSA are its own, but for their order. */
function checkImmutable(current: BusinessRecord, data: RecordData): void {
  if (current.type === 'contact' && field(data, 'email') !== field(current.data, 'email')) {
    throw invalidInput(
      'contact_email_immutable',
      'email: cannot change after creation. Create another contact for another address.',
      {
        details: { problems: [{ field: 'email', message: 'cannot change after creation' }] },
        expected: true,
      },
    );
  }
  if (current.type !== 'field_value') return;
  const fields = new Set([...Object.keys(current.data), ...Object.keys(data)]);
  const changed = [...fields].filter((name) => !isSame(field(data, name), field(current.data, name)));
  const isFromPsa = field(current.data, 'integrationId') !== undefined;
  if (changed.some((name) => name === 'integrationId' || (isFromPsa && name !== 'position'))) {
    throw conflict(
      'field_value_read_only',
      'This value came from a PSA: change it there and synchronize. Only its position can change here.',
      {
        details: { fields: changed },
        expected: true,
      },
    );
  }
}

function field(data: JsonObject, name: string): unknown {
  return data[name];
}

function hasIt(record: BusinessRecord, { integrationId }: PushTarget): boolean {
  const link = record.external[integrationId];
  return link?.id !== undefined && link.pushedRevision === record.dataRevision;
}

/** The links with a push on its way to each target (SY-07). */
function awaiting(
  { external, dataRevision }: Pick<BusinessRecord, 'external' | 'dataRevision'>,
  pushTo: readonly PushTarget[],
  at: Date,
): Readonly<Record<string, ExternalLink>> {
  const sync: SyncState = { status: 'pending', at, revision: dataRevision };
  const pending = pushTo.map(({ integrationId }) => [integrationId, { ...external[integrationId], sync }] as const);
  return { ...external, ...Object.fromEntries(pending) };
}

function causeOf({ service, at, context }: Saving): Cause {
  return { service, by: context.source, byKind: context.sourceKind ?? 'user', at, traceparent: context.traceparent };
}
