import type { EntityDefinition } from '../metadata/entity-definition.ts';
import { ENTITIES } from '../metadata/registry.ts';
import { refusal, refusalErrors, TEXT } from '../refusal.ts';
import type { Change } from '../store/database.ts';
import type { Row } from '../store/table.ts';
import { isVisible, nowText, type Tenant } from '../tenant.ts';
import { mergeUdfs } from './merge-udfs.ts';
import type { WriteBody } from './read-body.ts';
import { rulesOf } from './rules/registry.ts';
import type { Proposal, Values } from './rules/entity-rules.ts';
import { stampsOf } from './stamps.ts';
import { missingFields, validateFields } from './validate.ts';

export interface Actor {
  personId: number;
  /** Held to validation, rules and read-only fields; a person at the keyboard is not. */
  isApi: boolean;
  /** The API user, where it acts for another person (autotask.md 1.4). */
  impersonatorId?: number;
}

export interface WriteTarget {
  entity: EntityDefinition;
  actor: Actor;
  /** From the path of a child. */
  parentId?: number | undefined;
}

export interface Writer {
  /** @throws AppError a refusal */
  create(target: WriteTarget, body: WriteBody, forcedId?: number): Row;
  /** @throws AppError a refusal */
  update(target: WriteTarget, body: WriteBody, mode: 'patch' | 'put'): Row;
  /** Deletes the row and its children. @throws AppError a refusal */
  remove(target: WriteTarget, id: number): void;
}

/** Carries writes out by metadata and rules, and tells of each committed change. */
export function createWriter(tenant: Tenant, onChange: (change: Change) => void): Writer {
  function commit(change: Change): void {
    rulesOf(change.entity.name).follow?.(tenant, change);
    onChange(change);
  }

  return {
    create: (target, body, forcedId) => withSuffix(tenant, 'creating', () => create(tenant, target, { body, forcedId }, commit)),
    update: (target, body, mode) => withSuffix(tenant, 'updating', () => update(tenant, target, { body, mode }, commit)),
    remove: (target, id) => remove(tenant, target, id, commit),
  };
}

type Commit = (change: Change) => void;

function create(
  tenant: Tenant,
  target: WriteTarget,
  { body, forcedId }: { body: WriteBody; forcedId: number | undefined },
  commit: Commit,
): Row {
  const { entity, actor, parentId } = target;
  if (typeof body.id === 'string') throw refusal(TEXT.convert('long', body.id, 'id'));
  const sent = entity.parent && parentId !== undefined ? { ...body.values, [entity.parent.field]: parentId } : body.values;
  const values = { ...defaultsOf(entity), ...sent };
  const proposal = propose(tenant, target, { previous: undefined, values, sent });
  if (actor.isApi) refuseIfWrong(tenant, proposal, { entity, body, required: missingFields(entity, values) });
  const derived = rulesOf(entity.name).derive?.(proposal) ?? {};
  const impersonator = actor.impersonatorId === undefined ? {} : { impersonatorCreatorResourceID: actor.impersonatorId };
  const after = tenant.database
    .table(entity.name)
    .insert(
      { ...values, ...derived, ...impersonator, ...stampsOf(tenant, { entity, actor, kind: 'create', at: proposal.at }) },
      mergeUdfs(tenant.database.udfs(entity), undefined, body.udfs),
      forcedId,
    );
  commit({ entity, kind: 'create', before: undefined, after, personId: actor.personId, isApi: actor.isApi, at: proposal.at });
  return tenant.database.table(entity.name).get(after.id) ?? after;
}

function update(
  tenant: Tenant,
  target: WriteTarget,
  { body, mode }: { body: WriteBody; mode: 'patch' | 'put' },
  commit: Commit,
): Row {
  const { entity, actor } = target;
  const before = findForUpdate(tenant, target, body.id);
  const sent = mode === 'put' ? { ...blanksOf(entity), ...body.values } : body.values;
  const values = { ...before.values, ...sent };
  const proposal = propose(tenant, target, { previous: before, values, sent });
  if (actor.isApi)
    refuseIfWrong(tenant, proposal, { entity, body, required: mode === 'put' ? missingFields(entity, values) : [] });
  const derived = rulesOf(entity.name).derive?.(proposal) ?? {};
  const udfs = mergeUdfs(tenant.database.udfs(entity), before.udfs, body.udfs);
  const next: Row = { id: before.id, values: { ...values, ...derived }, udfs };
  if (!differs(before, next)) return before;
  const after: Row = {
    ...next,
    values: { ...next.values, ...stampsOf(tenant, { entity, actor, kind: 'update', at: proposal.at }) },
  };
  tenant.database.table(entity.name).replace(after);
  commit({ entity, kind: 'update', before, after, personId: actor.personId, isApi: actor.isApi, at: proposal.at });
  return after;
}

function remove(tenant: Tenant, target: WriteTarget, id: number, commit: Commit): void {
  const { entity, actor } = target;
  const before = find(tenant, target, id);
  if (!before) throw refusal(TEXT.noMatch('delete'));
  const errors = actor.isApi ? (rulesOf(entity.name).checkDelete?.(tenant, before) ?? []) : [];
  if (errors.length > 0) throw refusal(...errors);
  tenant.database.table(entity.name).remove(id);
  commit({ entity, kind: 'delete', before, after: undefined, personId: actor.personId, isApi: actor.isApi, at: nowText(tenant) });
  for (const child of ENTITIES.filter(({ parent }) => parent?.entity === entity.name)) {
    const rows = tenant.database.filter(child.name, ({ values }) => values[child.parent?.field ?? ''] === id);
    for (const row of rows) remove(tenant, { entity: child, actor: { ...actor, isApi: false } }, row.id, commit);
  }
}

function propose(tenant: Tenant, { actor }: WriteTarget, parts: Pick<Proposal, 'previous' | 'values' | 'sent'>): Proposal {
  return { tenant, ...parts, personId: actor.personId, isApi: actor.isApi, at: nowText(tenant) };
}

interface Demands {
  entity: EntityDefinition;
  body: WriteBody;
  required: readonly string[];
}

function refuseIfWrong(tenant: Tenant, proposal: Proposal, { entity, body, required }: Demands): void {
  const blank = (error: string): boolean => !required.includes(error);
  const fieldErrors = [...required, ...validateFields(tenant, { entity, values: proposal.sent, udfs: body.udfs }).filter(blank)];
  if (fieldErrors.length > 0) throw refusal(...fieldErrors);
  const errors = rulesOf(entity.name).check?.(proposal) ?? [];
  if (errors.length > 0) throw refusal(...errors);
}

function findForUpdate(tenant: Tenant, target: WriteTarget, id: unknown): Row {
  if (id === undefined || id === null) throw refusal(TEXT.required('id'));
  if (typeof id !== 'number') throw refusal(TEXT.convert('long', id, 'id'));
  const row = find(tenant, target, id);
  if (!row) throw refusal(TEXT.noMatch('update'));
  return row;
}

/** The row, where the API user sees it and it belongs to the parent of the path. */
function find(tenant: Tenant, { entity, actor, parentId }: WriteTarget, id: number): Row | undefined {
  const row = tenant.database.row(entity.name, id);
  if (!row || (actor.isApi && !isVisible(tenant.security, entity.name, row))) return undefined;
  const isOfParent = parentId === undefined || !entity.parent || row.values[entity.parent.field] === parentId;
  return isOfParent ? row : undefined;
}

function defaultsOf(entity: EntityDefinition): Values {
  return Object.fromEntries(
    entity.fields.flatMap(({ name, defaultValue }) => (defaultValue === undefined ? [] : [[name, defaultValue]])),
  );
}

/** What PUT sets for fields that are left out: null or the default (autotask.md 2.1). */
function blanksOf(entity: EntityDefinition): Values {
  const writable = entity.fields.filter(({ readOnly }) => readOnly === 'never');
  return Object.fromEntries(writable.map(({ name, defaultValue }) => [name, defaultValue ?? null]));
}

function differs(before: Row, after: Row): boolean {
  const fields = Object.keys(after.values).some((name) => (before.values[name] ?? null) !== (after.values[name] ?? null));
  const udfs = new Set([...Object.keys(before.udfs), ...Object.keys(after.udfs)]);
  return fields || [...udfs].some((name) => before.udfs[name] !== after.udfs[name]);
}

/** Adds what often follows the first text (autotask.md 4), in the way that the switch says. */
function withSuffix<Result>(tenant: Tenant, doing: string, write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    const errors = refusalErrors(error);
    if (!errors || tenant.switches.errorSuffix === 'none') throw error;
    const all = [...errors, `Error ${doing} entity for record number [1].`];
    throw tenant.switches.errorSuffix === 'joined' ? refusal(all.join(' | ')) : refusal(...all);
  }
}
