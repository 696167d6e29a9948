import type { PsaRequest } from '@psa-bridge/connector-kit';

/** A write to Autotask, taken apart. */
export interface WrittenRow {
  /** Plural, as its rows are queried. */
  entity: string;
  action: 'create' | 'update' | 'delete';
  /** Of the row that is changed or deleted. */
  id: number | undefined;
  /** What is sent, with the parent's id of the path. */
  values: Readonly<Record<string, unknown>>;
}

interface Child {
  entity: string;
  /** The field that holds the parent's id. */
  field: string;
}

/** How children are called in paths (autotask.md section 2.8), where their rows are queried under another name. */
const CHILDREN: Readonly<Record<string, Child>> = {
  'Quotes/Items': { entity: 'QuoteItems', field: 'quoteID' },
  'Companies/Contacts': { entity: 'Contacts', field: 'companyID' },
  'Contracts/Services': { entity: 'ContractServices', field: 'contractID' },
  'Contracts/ServiceAdjustments': { entity: 'ContractServiceAdjustments', field: 'contractID' },
};

const ACTIONS: Readonly<Record<string, WrittenRow['action']>> = { POST: 'create', PATCH: 'update', DELETE: 'delete' };

export function writtenRow({ method, url, body }: PsaRequest): WrittenRow {
  const [first = '', parentId, child, childId] = pathOf(url);
  const known = child === undefined ? undefined : CHILDREN[`${first}/${child}`];
  const sent = { ...(body as Record<string, unknown> | undefined), ...(known ? { [known.field]: Number(parentId) } : {}) };
  const action = ACTIONS[method] ?? 'update';
  const id = action === 'delete' ? (childId ?? parentId) : sent['id'];
  const { id: _id, ...values } = sent;
  return { entity: known?.entity ?? child ?? first, action, id: id === undefined ? undefined : Number(id), values };
}

/** The parts of the path below the version. */
export function pathOf(url: string): readonly string[] {
  return new URL(url).pathname.replace(/^.*\/v1\.0\//i, '').split('/');
}
