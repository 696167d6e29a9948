import type { Json } from '../../http/json-text.ts';
import type { Endpoint, EntityDefinition } from '../metadata/entity-definition.ts';
import { requireEntity } from '../metadata/registry.ts';
import { badBinding, invalid, notFound } from '../refusal.ts';
import { mergeCustomFields } from '../store/custom-fields.ts';
import type { Change, Row, Values } from '../store/database.ts';
import { nowText, type Tenant } from '../tenant.ts';
import { lines, type Follower } from './proposal.ts';
import { defaultsOf, isObject, readFields, readLines, type Body } from './read-value.ts';
import { rulesOf } from './rules/registry.ts';

export type Target = Pick<Endpoint, 'entity' | 'domain'>;

export interface Writer {
  /** Creates or updates the elements of a POST, in order (halopsa.md 4). @throws AppError for the first that is refused */
  save(target: Target, elements: readonly Json[]): Row[];
  /** What a person does: nothing is checked, read-only fields are taken too. */
  edit(target: Target, values: Values, id?: number): Row;
  /** Inserts under this id. */
  insertAs(target: Target, values: Values, id: number | undefined): Row;
  remove(entity: EntityDefinition, id: number, isApi: boolean): void;
}

/** One element read: the row that it changes, if any, and what it says. */
interface Given {
  previous: Row | undefined;
  sent: Values;
  custom: Row['custom'];
  isApi: boolean;
  /** Wanted by a person who restores a row. */
  id?: number | undefined;
}

export function createWriter(tenant: Tenant, onChange: (change: Change) => void): Writer {
  /** Told of when the whole batch stands. */
  let told: Change[] = [];

  function batch<Result>(run: () => Result, keeps = true): Result {
    told = [];
    const result = tenant.database.attempt(run, keeps);
    if (keeps) for (const change of told) onChange(change);
    return result;
  }

  function put(target: Target, given: Given): Row {
    const { entity } = target;
    const row = store(tenant, target, given);
    const action = given.previous ? 'update' : 'create';
    return follow({ entity, action, before: given.previous, after: row, isApi: given.isApi }, given.sent) ?? row;
  }

  function removeRow(entity: EntityDefinition, id: number, isApi: boolean): void {
    const before = tenant.database.row(entity.name, id);
    if (!before) throw notFound();
    tenant.database.table(entity.name).remove(id);
    follow({ entity, action: 'delete', before, after: undefined, isApi }, {});
  }

  /** @returns the row as it is when all that follows has been done */
  function follow(change: Change, sent: Values): Row | undefined {
    const place = told.push(change) - 1;
    rulesOf(change.entity.name).follow?.(followerOf(change.isApi), change, sent);
    const after = change.after && tenant.database.row(change.entity.name, change.after.id);
    told[place] = { ...change, after };
    return after;
  }

  function followerOf(isApi: boolean): Follower {
    return {
      tenant,
      at: nowText(tenant),
      amend: tenant.database.amend,
      insert: (name, values) =>
        put({ entity: requireEntity(name), domain: undefined }, { previous: undefined, sent: values, custom: {}, isApi }),
      remove: (name, id) => removeRow(requireEntity(name), id, isApi),
    };
  }

  function saveOne(target: Target, { element, path }: { element: Json; path: string }): Row {
    const given = readElement(tenant, target.entity, { element, path });
    const isTry = isObject(element) && (element['_validateonly'] === true || element['_validate_only'] === true);
    const run = (): Row => saveLinks(tenant, target.entity, { row: put(target, given), element });
    return isTry ? attemptTry(run) : run();
  }

  function attemptTry(run: () => Row): Row {
    const before = told.length;
    const row = tenant.database.attempt(run, false);
    told.length = before;
    return row;
  }

  return {
    save(target, elements) {
      const all = elements.map((element, index) => ({ element, path: `$[${index}]` }));
      if (tenant.switches.batchIsAtomic) return batch(() => all.map((one) => saveOne(target, one)));
      return all.map((one) => batch(() => saveOne(target, one)));
    },
    edit: (target, values, id) =>
      batch(() => {
        const previous = id === undefined ? undefined : tenant.database.row(target.entity.name, id);
        if (id !== undefined && !previous) throw notFound();
        return put(target, { previous, ...splitCustom(tenant, target.entity, { values, previous }), isApi: false });
      }),
    insertAs: (target, values, id) =>
      batch(() =>
        put(target, {
          previous: undefined,
          ...splitCustom(tenant, target.entity, { values, previous: undefined }),
          isApi: false,
          id,
        }),
      ),
    remove: (entity, id, isApi) => batch(() => removeRow(entity, id, isApi)),
  };
}

/** What the server makes of a row, once nothing objects. */
function store(tenant: Tenant, { entity, domain }: Target, { previous, sent, custom, isApi, id }: Given): Row {
  const rules = rulesOf(entity.name);
  const at = nowText(tenant);
  const values = { ...defaultsOf(entity.fields), ...previous?.values, ...sent };
  const proposal = { tenant, domain, previous, values, sent, at };
  const derived = { ...values, ...rules.derive?.(proposal) };
  const obstacle = isApi ? rules.check?.({ ...proposal, values: derived }) : undefined;
  if (obstacle !== undefined) throw invalid(obstacle);
  const kept = withoutTransient(entity, derived);
  const table = tenant.database.table(entity.name);
  if (!previous) return table.insert((rowId) => ({ id: rowId, values: kept, custom }), id);
  const row: Row = { ...previous, values: kept, custom };
  table.replace(row);
  return row;
}

/** Hidden members that a caller sends are orders for this one write, unless the row keeps them as a secret or a mark. */
function withoutTransient({ fieldByName }: EntityDefinition, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => {
      const field = fieldByName.get(name);
      return field !== undefined && (!field.isHidden || field.isReadOnly || KEPT_SECRETS.includes(name));
    }),
  );
}

const KEPT_SECRETS = ['basic_password'];

function readElement(tenant: Tenant, entity: EntityDefinition, { element, path }: { element: Json; path: string }): Given {
  if (!isObject(element)) throw badBinding(path, `The JSON value could not be converted. Path: ${path}.`);
  const previous = findPrevious(tenant, entity, { element, path });
  const { switches, database } = tenant;
  const sent = { ...readFields(entity.fields, element, { switches, path }) };
  const linesSent = element['lines'];
  if (entity.fieldByName.get('lines')?.kind === 'lines' && linesSent !== undefined && linesSent !== null) {
    const before = previous ? lines(previous.values) : [];
    const read = readLines(entity, { sent: linesSent, before }, { switches, path, nextId: database.nextLineId });
    Object.assign(sent, { lines: read });
  }
  checkReferences(tenant, entity, sent);
  const custom = mergeCustomFields(tenant, entity, { before: previous?.custom ?? {}, sent: element['customfields'] ?? null });
  return { previous, sent, custom, isApi: true };
}

/** No id, or 0, creates. @throws AppError 404 for an id that is not there */
function findPrevious(
  { database }: Tenant,
  { name, hasGuid }: EntityDefinition,
  { element, path }: { element: Body; path: string },
): Row | undefined {
  const { id = null } = element;
  if (id === null || id === 0 || id === '') return undefined;
  if (typeof id !== (hasGuid ? 'string' : 'number')) throw badBinding(`${path}.id`, 'The JSON value could not be converted.');
  const found = hasGuid ? database.byGuid(name, id as string) : database.row(name, id);
  if (!found) throw notFound();
  return found;
}

/** 0 and -1 mean none (halopsa.md 4); otherwise what a reference names must be there. */
function checkReferences({ database }: Tenant, { fields }: EntityDefinition, sent: Values): void {
  for (const { name, referenceTo } of fields) {
    const id = sent[name];
    if (referenceTo === undefined || typeof id !== 'number' || id <= 0) continue;
    if (!database.row(referenceTo, id)) throw invalid(`Invalid ${name}`);
  }
}

/** `new_external_link` files a third party's id under the row (halopsa.md 4). */
function saveLinks(tenant: Tenant, entity: EntityDefinition, { row, element }: { row: Row; element: Json }): Row {
  const link = isObject(element) ? element['new_external_link'] : undefined;
  if (!isObject(link)) return row;
  const definition = requireEntity('ExternalLink');
  const read = readFields(definition.fields, link, { switches: tenant.switches, path: '$.new_external_link' });
  tenant.database
    .table('ExternalLink')
    .insert((id) => ({ id, values: { ...read, entity: entity.name, halo_id: row.id }, custom: {} }));
  return row;
}

function splitCustom(
  tenant: Tenant,
  entity: EntityDefinition,
  { values, previous }: { values: Values; previous: Row | undefined },
): Pick<Given, 'sent' | 'custom'> {
  const { customfields = null, ...sent } = values;
  return { sent, custom: mergeCustomFields(tenant, entity, { before: previous?.custom ?? {}, sent: customfields }) };
}
