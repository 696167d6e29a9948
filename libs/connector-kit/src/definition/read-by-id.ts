import { isAppError } from '@psa-bridge/core';
import type { RecordType } from '@psa-bridge/records';
import type { FoundById, PullPart, Resource } from './resource.ts';

/** What `getMany` of a connector is asked for at once. */
const IDS_AT_ONCE = 200;

/** How entities of a resource are read by id: by its pull, or where it has none, as its poll reads them. */
export function readerOf<Type extends RecordType, Session, Settings>(
  resource: Pick<Resource<Type, Session, Settings>, 'pull' | 'poll'> | undefined,
): PullPart<Type, Session, Settings>['getMany'] {
  return resource?.pull?.getMany ?? resource?.poll?.reread.read;
}

/** Entities by id, however many; a PSA that answers "not found" for all of them knows none. */
export async function readById<Type extends RecordType, Session, Settings>(
  pull: Pick<PullPart<Type, Session, Settings>, 'getMany'>,
  context: Parameters<NonNullable<PullPart<Type, Session, Settings>['getMany']>>[0],
  externalIds: readonly string[],
): Promise<Required<FoundById<Type>>> {
  const found: (FoundById<Type> | undefined)[] = [];
  for (let from = 0; from < externalIds.length; from += IDS_AT_ONCE)
    found.push(await pull.getMany?.(context, externalIds.slice(from, from + IDS_AT_ONCE)).catch(noneWhereNotFound));
  return {
    items: found.flatMap((part) => part?.items ?? []),
    notImported: new Set(found.flatMap((part) => [...(part?.notImported ?? [])])),
    refused: found.flatMap((part) => part?.refused ?? []),
    passedOver: found.flatMap((part) => part?.passedOver ?? []),
  };
}

/** All that are there, whatever becomes of them here. */
export function idsThere({ items, refused = [], passedOver = [] }: SomeFound): ReadonlySet<string> {
  return new Set([...[...items, ...refused].map(({ externalId }) => externalId), ...passedOver]);
}

interface SomeFound {
  items: readonly { externalId: string }[];
  refused?: readonly { externalId: string }[] | undefined;
  passedOver?: readonly string[] | undefined;
}

function noneWhereNotFound(error: unknown): undefined {
  if (!isAppError(error) || error.code !== 'psa_not_found') throw error;
}
