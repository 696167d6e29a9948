import { jsonText } from '../../http/json-text.ts';
import type { EntityDefinition, Json } from '../metadata/entity-definition.ts';
import { badPatch, invalidObject } from '../refusal.ts';
import type { Tenant } from '../tenant.ts';
import { problem } from './proposal.ts';
import type { Body } from './writer.ts';

export interface PatchOperation {
  op: string;
  path: string;
  value: Json;
}

/** Whole-record JSON that operations are applied to; its arrays may be changed. */
export type Document = Record<string, Json>;

const ALWAYS = ['add', 'replace', 'remove'];
const SOMETIMES = ['test', 'copy', 'move'];

/** @throws AppError `InvalidPatch` */
export function readOperations(body: Json, tenant: Tenant): PatchOperation[] {
  if (!Array.isArray(body)) throw badPatch('The body of a PATCH must be an array of operations.');
  const known = tenant.switches.morePatchOperations ? [...ALWAYS, ...SOMETIMES] : ALWAYS;
  return (body as readonly Json[]).map((one) => {
    const { op = null, path = null, value = null } = isObject(one) ? one : {};
    if (typeof op !== 'string' || !known.includes(op.toLowerCase()))
      throw badPatch(`${JSON.stringify(op)} is not an operation of a PATCH.`);
    if (typeof path !== 'string' || path.replace(/^\//, '') === '') throw badPatch('An operation of a PATCH needs a path.');
    const from = isObject(one) ? one['from'] : undefined;
    return { op: op.toLowerCase(), path: path.replace(/^\//, ''), value: from === undefined ? value : from };
  });
}

/** The members that the operations change, as a body to update with. @throws AppError 400 */
export function applyOperations(
  tenant: Tenant,
  entity: EntityDefinition,
  document: Document,
  operations: readonly PatchOperation[],
): Body {
  const changed: Record<string, Json> = {};
  for (const operation of operations) {
    const [head = '', ...rest] = operation.path.split('/');
    if (isRefused(tenant, entity, head)) continue;
    const next = applyOne(entity, { ...document, ...changed }, { ...operation, head, rest });
    if (next !== undefined) changed[head] = next;
  }
  return changed;
}

/** Read-only fields are refused or ignored; unknown ones always refused, names being case-sensitive. */
function isRefused({ switches }: Tenant, entity: EntityDefinition, head: string): boolean {
  const field = entity.fieldByName.get(head);
  if (head === 'customFields' && entity.screen !== undefined) return false;
  if (!field && head !== '_info') throw badPatch(`Could not find member '${head}' on object of type '${entity.typeName}'.`);
  if (field?.writable === 'always') return false;
  if (switches.readOnlyPatch === 'ignored') return true;
  throw invalidObject(entity.resource, [problem(entity.resource, 'InvalidField', head, `The ${head} field is read-only.`)]);
}

interface Step extends PatchOperation {
  head: string;
  rest: readonly string[];
}

/** The new value of the member; undefined where the operation has no effect. */
function applyOne(entity: EntityDefinition, document: Document, { op, path, value, head, rest }: Step): Json | undefined {
  if (op === 'test') return test(document, path, value);
  if (op === 'copy' || op === 'move') return document[jsonText(value).replace(/^\//, '')] ?? null;
  if (rest.length === 0) return op === 'remove' ? removed(entity, head) : value;
  const kind = entity.fieldByName.get(head)?.kind;
  // A member of a reference answers 200 and changes nothing, and so does one custom field by its index.
  if (kind !== 'communications') return kind === 'json' ? value : undefined;
  return applyToItems((document[head] ?? []) as readonly Json[], { op, path, value, head, rest });
}

function test(document: Document, path: string, value: Json): undefined {
  const found = path.split('/').reduce<Json>((one, key) => (isObject(one) ? (one[key] ?? null) : null), document);
  if (JSON.stringify(found) !== JSON.stringify(value)) throw badPatch(`The test of '${path}' failed.`);
}

function removed(entity: EntityDefinition, head: string): Json {
  return entity.fieldByName.get(head)?.kind === 'communications' ? [] : null;
}

/** `communicationItems/{index}` and `communicationItems/{index}/{member}`. */
function applyToItems(items: readonly Json[], { op, path, value, rest }: Step): Json {
  const [position = '', member] = rest;
  const index = position === '-' ? items.length : Number(position);
  const isAdding = op === 'add' && member === undefined;
  if (!Number.isInteger(index) || index < 0 || index >= items.length + Number(isAdding))
    throw badPatch(`There is no item at '${path}'.`);
  // Adding appends wherever it is asked for, and takes no defaultFlag.
  if (isAdding) return [...items, isObject(value) ? { ...value, defaultFlag: false } : value];
  const given = op === 'remove' ? null : value;
  if (member !== undefined) return items.with(index, withMember(items[index], member, given));
  return op === 'remove' ? items.toSpliced(index, 1) : items.with(index, value);
}

function withMember(item: Json | undefined, member: string, value: Json): Json {
  return isObject(item) ? { ...item, [member]: value } : (item ?? null);
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
