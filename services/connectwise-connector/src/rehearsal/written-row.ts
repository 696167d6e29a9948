import type { PsaRequest } from '@psa-bridge/connector-kit';
import type { PatchOperation } from '../client/patch.ts';

/** A write to ConnectWise, taken apart. */
export interface WrittenRow {
  /** The collection, without ids: `sales/opportunities`. */
  path: string;
  /** Of the row that is changed; undefined where one is made. */
  id: number | undefined;
  values: Readonly<Record<string, unknown>>;
}

export function writtenRow({ method, url, body }: PsaRequest): WrittenRow {
  const { path, id } = placeOf(url);
  if (method !== 'PATCH') return { path, id: method === 'POST' ? undefined : id, values: (body ?? {}) as WrittenRow['values'] };
  const operations = body as readonly PatchOperation[];
  return { path, id, values: Object.fromEntries(operations.map(({ path: field, value }) => [field, value ?? null])) };
}

/** Of `finance/agreements/12/additions/34` the collection `finance/agreements/additions` and 34. */
export function placeOf(url: string): { path: string; id: number | undefined } {
  const parts = new URL(url).pathname.replace(/^.*\/apis\/3\.0\//, '').split('/');
  const last = parts.at(-1) ?? '';
  return { path: parts.filter((part) => !/^\d+$/.test(part)).join('/'), id: /^\d+$/.test(last) ? Number(last) : undefined };
}

/** The id within a reference as it is sent. */
export function referredId(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined;
  return typeof value.id === 'number' ? value.id : undefined;
}
