import { isAppError } from '@psa-bridge/core';
import { z } from 'zod';
import type { HaloClient, Query } from './halo.client.ts';

const AnyRow = z.object({ id: z.number().int() });
const DAY_MS = 24 * 60 * 60 * 1000;

/** Rows that changed at or after a time, where the list can be asked so. */
export function changedFrom(time: Date): Query {
  return { lastupdatefromdate: `${time.toISOString().slice(0, 19)}Z` };
}

/**
 * Whether a list of this tenant's can be asked for what changed since a time: the parameter is published as a bool and meant as a
 * date (halopsa.md section 5), so it works, is passed over or is refused. Nothing changed tomorrow: a list that shows rows all
 * the same does not hear it.
 */
export async function hearsChangeDates(client: HaloClient, entity: string, now: Date): Promise<boolean> {
  try {
    const query = { ...changedFrom(new Date(now.getTime() + DAY_MS)), includeinactive: true, page_size: 1 };
    return (await client.page(entity, 1, query, AnyRow)).rows.length === 0;
  } catch (error) {
    if (isAppError(error) && error.code === 'psa_refused') return false;
    throw error;
  }
}

export async function changedIds(client: HaloClient, entity: string, since: Date): Promise<readonly number[]> {
  const query = { ...changedFrom(since), includeinactive: true, idonly: true, order: 'id' };
  return (await client.list(entity, query, AnyRow)).map(({ id }) => id);
}
