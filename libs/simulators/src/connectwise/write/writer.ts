import type { EntityDefinition, FieldDefinition, Json } from '../metadata/entity-definition.ts';
import { requireEntity } from '../metadata/registry.ts';
import { badMember, invalidObject, notFound, refuse, type ErrorEntry } from '../refusal.ts';
import type { Change, Row, Values } from '../store/database.ts';
import { isHiddenRow } from '../store/visibility.ts';
import { nowText, type Tenant } from '../tenant.ts';
import { mergeCustomFields, missingCustomFields } from './custom-fields.ts';
import type { Proposal } from './proposal.ts';
import { readValue, type Reading } from './read-value.ts';
import { rulesOf } from './rules/registry.ts';
import { validateValues } from './validate.ts';

export type Body = Readonly<Record<string, Json>>;

export interface Actor {
  memberId: string;
  /** Through the API, not by a person at the keyboard. */
  isApi: boolean;
}

export interface WriteTarget {
  entity: EntityDefinition;
  actor: Actor;
  /** Id of the parent that stands in the path. */
  parentId?: number | undefined;
}

export interface Writer {
  create(target: WriteTarget, body: Body, id?: number): Row;
  /** Changes the members that are given; everything else stays. */
  update(target: WriteTarget, id: number, body: Body): Row;
  /** Nulls the members that are not given (connectwise.md 4). */
  replace(target: WriteTarget, id: number, body: Body): Row;
  remove(target: WriteTarget, id: number): void;
}

export type OnChange = (change: Change) => void;

export function createWriter(tenant: Tenant, onChange: OnChange): Writer {
  return {
    create: (target, body, id) => create(tenant, { target, onChange }, body, id),
    update: (target, id, body) => change(tenant, { target, onChange }, { id, body, keeps: true }),
    replace: (target, id, body) => change(tenant, { target, onChange }, { id, body, keeps: false }),
    remove: (target, id) => remove(tenant, { target, onChange }, id),
  };
}

interface Write {
  target: WriteTarget;
  onChange: OnChange;
}

interface Given {
  sent: Values;
  custom: Row['custom'];
  errors: ErrorEntry[];
}

function create(tenant: Tenant, write: Write, body: Body, id: number | undefined): Row {
  const { entity, actor, parentId } = write.target;
  const given = readBody(tenant, write.target, { body, previous: undefined });
  const parent: Values = entity.parent && parentId !== undefined ? { [entity.parent.field]: parentId } : {};
  const values = { ...defaultsOf(entity), ...given.sent, ...parent };
  const draft = complete(tenant, write.target, { previous: undefined, values, given });
  const at = nowText(tenant);
  const info = { lastUpdated: at, updatedBy: actor.memberId, dateEntered: at, enteredBy: actor.memberId };
  const row = tenant.database
    .table(entity.name)
    .insert((rowId) => ({ id: rowId, values: stored(entity, draft), custom: given.custom, info }), id);
  return commit(tenant, write, { action: 'added', before: undefined, after: row, sent: given.sent }) ?? row;
}

function change(tenant: Tenant, write: Write, { id, body, keeps }: { id: number; body: Body; keeps: boolean }): Row {
  const { entity, actor } = write.target;
  const previous = requireRow(tenant, write.target, id);
  const given = readBody(tenant, write.target, { body, previous });
  const values = { ...previous.values, ...(keeps ? {} : blanksOf(entity)), ...given.sent };
  const draft = complete(tenant, write.target, { previous, values, given });
  const next: Row = { ...previous, values: stored(entity, draft), custom: given.custom };
  if (isSame(previous, next)) return previous;
  const after: Row = { ...next, info: { ...previous.info, lastUpdated: nowText(tenant), updatedBy: actor.memberId } };
  tenant.database.table(entity.name).replace(after);
  return commit(tenant, write, { action: 'updated', before: previous, after, sent: given.sent }) ?? after;
}

function remove(tenant: Tenant, write: Write, id: number): void {
  const { entity } = write.target;
  const before = requireRow(tenant, write.target, id);
  const obstacle = write.target.actor.isApi ? rulesOf(entity.name).checkDelete?.(tenant, before) : undefined;
  if (obstacle !== undefined) throw refuse(409, 'ConflictInUse', obstacle);
  if (entity.name === 'Company') markDeleted(tenant, before, write.target.actor);
  else tenant.database.table(entity.name).remove(id);
  commit(tenant, write, { action: 'deleted', before, after: undefined, sent: {} });
}

/** Companies are deleted softly (connectwise.md 11). */
function markDeleted(tenant: Tenant, row: Row, { memberId }: Actor): void {
  const at = nowText(tenant);
  const values = { ...row.values, deletedFlag: true, dateDeleted: at, deletedBy: memberId };
  tenant.database.table('Company').replace({ ...row, values, info: { ...row.info, lastUpdated: at, updatedBy: memberId } });
}

/** The row, where it belongs to the parent in the path. @throws AppError 404 */
export function requireRow(tenant: Tenant, { entity, parentId, actor }: WriteTarget, id: number): Row {
  const row = tenant.database.row(entity.name, id);
  const isOfParent = parentId === undefined || !entity.parent || row?.values[entity.parent.field] === parentId;
  if (!row || !isOfParent || (actor.isApi && isHiddenRow(entity, row))) throw notFound(entity.name, id);
  return row;
}

/** What the server adds, after everything that was sent has been found right. */
function complete(
  tenant: Tenant,
  { entity, actor }: WriteTarget,
  { previous, values, given }: { previous: Row | undefined; values: Values; given: Given },
): Values {
  const rules = rulesOf(entity.name);
  const proposal: Proposal = { tenant, previous, values, sent: given.sent, ...actor, at: nowText(tenant) };
  const derived = { ...values, ...rules.derive?.(proposal) };
  if (!actor.isApi) return derived;
  const custom =
    previous === undefined || entity.name === 'Contact'
      ? missingCustomFields(tenant.database.customFields(entity), entity, given.custom)
      : [];
  const errors = [...given.errors, ...validateValues(tenant, entity, { previous, values: derived }), ...custom];
  if (errors.length > 0) throw invalidObject(entity.resource, errors);
  const objections = rules.check?.({ ...proposal, values: derived }) ?? [];
  if (objections.length > 0) throw invalidObject(entity.resource, objections);
  return derived;
}

function readBody(tenant: Tenant, target: WriteTarget, { body, previous }: { body: Body; previous: Row | undefined }): Given {
  const { entity } = target;
  const reading: Reading = { database: tenant.database, switches: tenant.switches, entity, errors: [] };
  const { customFields = null, _info, ...members } = body;
  if (customFields !== null && entity.screen === undefined) throw badMember('customFields', entity.typeName);
  const custom = previous?.custom ?? {};
  const sent: Record<string, Json> = {};
  for (const [name, value] of Object.entries(members)) {
    const field = entity.fieldByName.get(name);
    if (!field) throw badMember(name, entity.typeName);
    if (isTaken(target, field, previous)) sent[name] = readValue(reading, field, value);
  }
  return {
    sent,
    custom: customFields === null ? custom : mergeCustomFields(reading, custom, customFields),
    errors: reading.errors,
  };
}

/** What cannot be written is passed over, as clients send back what they have read. */
function isTaken({ actor }: WriteTarget, { name, writable }: FieldDefinition, previous: Row | undefined): boolean {
  if (name === 'id') return false;
  return !actor.isApi || writable === 'always' || (writable === 'post' && !previous);
}

function defaultsOf(entity: EntityDefinition): Values {
  return Object.fromEntries(
    entity.fields.flatMap(({ name, defaultValue }) => (defaultValue === undefined ? [] : [[name, defaultValue]])),
  );
}

/** What PUT sets for members that are left out. */
function blanksOf(entity: EntityDefinition): Values {
  const writable = entity.fields.filter(({ writable: when }) => when === 'always');
  return Object.fromEntries(writable.map(({ name, kind }) => [name, kind === 'bool' ? false : null]));
}

/** Without what is taken and never echoed, and without nulls. */
function stored(entity: EntityDefinition, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => value !== null && entity.fieldByName.get(name)?.isHidden === false),
  );
}

function isSame(one: Row, other: Row): boolean {
  return JSON.stringify([sorted(one.values), one.custom]) === JSON.stringify([sorted(other.values), other.custom]);
}

function sorted(values: Values): [string, Json][] {
  return Object.entries(values).sort(([left], [right]) => (left < right ? -1 : 1));
}

const AUDIT_LENGTH = 5_000;

/** @returns the row as it is when all that follows from the change has been done */
function commit(
  tenant: Tenant,
  { target, onChange }: Write,
  { sent, ...change }: Pick<Change, 'action' | 'before' | 'after'> & { sent: Values },
): Row | undefined {
  const { entity, actor } = target;
  const told: Change = { entity, ...change, ...actor, isSilent: sent['skipCallback'] === true };
  const { audit } = tenant.database;
  const id = (change.after ?? change.before)?.id ?? 0;
  audit.push({
    type: entity.typeName,
    id,
    text: `${entity.name} ${change.action}`,
    enteredDate: nowText(tenant),
    enteredBy: actor.memberId,
  });
  if (audit.length > 2 * AUDIT_LENGTH) audit.splice(0, AUDIT_LENGTH);
  rulesOf(entity.name).follow?.(tenant, told, sent);
  const after = change.after && tenant.database.row(entity.name, id);
  onChange({ ...told, after });
  return after;
}

export function targetOf(entityName: string, actor: Actor): WriteTarget {
  return { entity: requireEntity(entityName), actor };
}
