import { z } from 'zod';
import { notFound } from '@psa-bridge/core';
import { operation } from '../../http/control-api.ts';
import { resetOperation } from '../../http/reset.operation.ts';
import type { Resource } from '../api/resources.ts';
import { nowMs } from '../platform.ts';
import { compileWhere } from '../query/compile-where.ts';
import { seedSchema } from '../seed/seed-options.ts';
import { showRecord } from '../show/records.ts';
import type { Simulation } from '../simulation.ts';
import type { Book } from '../store/book.ts';
import { RECORD_KINDS, type Values } from '../store/rows.ts';
import type { Change, Writing } from '../write/writing.ts';
import { observer, requireBook, requireRecord, requireResource } from './find-row.ts';

const entity = z.string().describe('such as Invoices, Contacts, Payments, Accounts, TaxRates, Currencies');
const organisation = z.int().min(0).default(0).describe('position of the organisation');
const id = z.string().describe('guid, number, code or name');
const where = z.string().default('').describe('as in a query, such as Status=="DRAFT"');
const values = z.record(z.string(), z.json()).default({}).describe('members as in a request');

/** Reading and editing the data as a person in Xero would: documents by the same rules, but uncounted; webhooks fire. */
export function dataOperations(simulation: Simulation) {
  const { platform } = simulation;
  return {
    reset: resetOperation(seedSchema, simulation),
    list: operation(
      'Objects in order of their making.',
      z.strictObject({ entity, organisation, where, limit: z.int().min(1).max(100_000).default(100) }),
      (input) => matching(simulation, input).slice(0, input.limit),
    ),
    count: operation(
      'How many objects there are.',
      z.strictObject({ entity, organisation, where }),
      (input) => matching(simulation, input).length,
    ),
    get: operation('One object; null where there is none.', z.strictObject({ entity, organisation, id }), (input) => {
      const resource = requireResource(input.entity);
      return resource.find(observer(requireBook(platform, input.organisation)), input.id)?.show('full') ?? null;
    }),
    create: operation(
      'Creates an object.',
      z.strictObject({ entity, organisation, values }),
      ({ organisation: position, entity: name, values: sent }) => {
        const book = requireBook(platform, position);
        const resource = requireResource(name);
        const write = resource.write;
        if (write) return byPerson(simulation, book, (writing) => write(writing, sent, 'create').entry.show('full'));
        const { kind } = recordKind(resource);
        return showRecord(kind, book.putRecord(kind, { values: sent, updatedAt: nowMs(platform) }), FULL);
      },
    ),
    patch: operation('Changes members of an object.', z.strictObject({ entity, organisation, id, values }), (input) =>
      patchRow(simulation, input),
    ),
    deactivate: operation(
      'Archives an account, a contact, a tracking category; deletes a tax rate. Or restores it.',
      z.strictObject({ entity, organisation, id, active: z.boolean().default(false) }),
      ({ active, ...input }) => {
        const { kind } = recordKind(requireResource(input.entity));
        const member = kind === 'Contacts' ? 'ContactStatus' : 'Status';
        const inactive = kind === 'TaxRates' ? 'DELETED' : 'ARCHIVED';
        return patchRow(simulation, { ...input, values: { [member]: active ? 'ACTIVE' : inactive } });
      },
    ),
    remove: operation(
      'Takes an object away, such as a currency that is no longer enabled.',
      z.strictObject({ entity, organisation, id }),
      (input) => {
        const book = requireBook(platform, input.organisation);
        const { kind, row } = requireRecord(book, input.entity, input.id);
        book.records(kind).remove(row.id);
      },
    ),
    ...bookkeepingOperations(simulation),
  };
}

const FULL = { depth: 'full', unitPlaces: 4 } as const;

function recordKind({ name }: Resource) {
  const kind = RECORD_KINDS.find((one) => one === name);
  if (!kind) throw notFound('not_a_record', `'${name}' cannot be set directly.`);
  return { kind };
}

/** What only Xero's own screens do. */
function bookkeepingOperations(simulation: Simulation) {
  const { platform } = simulation;
  return {
    setOrganisation: operation(
      'Changes members of the organisation, such as PeriodLockDate, and how many approvals its plan allows a month.',
      z.strictObject({
        organisation,
        values,
        approvals: z
          .strictObject({ sales: z.int().min(0), bills: z.int().min(0) })
          .nullable()
          .optional(),
      }),
      ({ organisation: position, values: given, approvals }) => {
        const book = requireBook(platform, position);
        const { organisation: before } = book;
        const kept = approvals === undefined ? before.approvals : (approvals ?? undefined);
        book.organisation = { ...before, values: { ...before.values, ...given }, approvals: kept };
      },
    ),
    mergeContacts: operation(
      'Merges one contact into another, which takes its documents.',
      z.strictObject({ organisation, from: id, into: id }),
      ({ organisation: position, from, into }) => {
        const book = requireBook(platform, position);
        const { row: source } = requireRecord(book, 'Contacts', from);
        const { row: target } = requireRecord(book, 'Contacts', into);
        const merged = { ...source.values, ContactStatus: 'ARCHIVED', MergedToContactID: target.guid };
        book.putRecord('Contacts', { ...source, values: merged, updatedAt: nowMs(platform) });
        simulation.webhooks.onWritten(book, [{ entity: 'Contacts', action: 'update', guid: source.guid, category: 'CONTACT' }]);
        for (const kind of ['Invoices', 'CreditNotes', 'PurchaseOrders'] as const)
          for (const document of [...book.documents(kind).walk({})])
            if (document.contactId === source.id) book.putDocument({ ...document, contactId: target.id });
      },
    ),
    reconcilePayment: operation(
      'Reconciles a payment: it cannot be deleted any more.',
      z.strictObject({ organisation, id }),
      ({ organisation: position, id: guid }) => {
        const book = requireBook(platform, position);
        const payment = book.payments.get(book.idOf('Payments', guid) ?? NaN);
        if (!payment) throw notFound('unknown_row', `There is no payment '${guid}'.`);
        book.payments.replace({ ...payment, isReconciled: true });
      },
    ),
  };
}

function matching({ platform }: Simulation, input: { entity: string; organisation: number; where: string }): Values[] {
  const resource = requireResource(input.entity);
  const test = input.where === '' ? () => true : compileWhere(resource.name, input.where);
  const entries = [...resource.entries(observer(requireBook(platform, input.organisation)))];
  return entries.filter((entry) => test(entry.show('summary'))).map((entry) => entry.show('full'));
}

function patchRow(
  simulation: Simulation,
  {
    entity: name,
    organisation: position,
    id: key,
    values: given,
  }: { entity: string; organisation: number; id: string; values: Values },
): Values {
  const book = requireBook(simulation.platform, position);
  const resource = requireResource(name);
  const { write, idMember } = resource;
  if (!write || idMember === undefined) {
    const { kind, row } = requireRecord(book, name, key);
    const next = { ...row, values: { ...row.values, ...given }, updatedAt: nowMs(simulation.platform) };
    return showRecord(kind, book.putRecord(kind, next), FULL);
  }
  const found = resource.find(observer(book), key)?.guid ?? requireRecord(book, name, key).row.guid;
  return byPerson(simulation, book, (writing) => write(writing, { ...given, [idMember]: found }, 'upsert').entry.show('full'));
}

/** A write that no app makes: it is told by webhooks and not counted. */
function byPerson<Result>({ platform, webhooks }: Simulation, book: Book, run: (writing: Writing) => Result): Result {
  const changes: Change[] = [];
  const writing: Writing = { platform, book, at: nowMs(platform), unitPlaces: 4, madeBy: undefined, changes };
  const result = book.attempt(() => run(writing));
  webhooks.onWritten(book, changes);
  return result;
}
