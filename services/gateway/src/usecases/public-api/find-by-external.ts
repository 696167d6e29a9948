import { conflict, derivedId, notFound, type Caller } from '@psa-bridge/core';
import type { RecordStore } from '@psa-bridge/records';
import type { Resource } from '../../domain/resources.ts';
import type { IntegrationDirectory } from '../../ports.ts';

/** The id of the record that an external system knows under an identifier. */
export interface FindByExternal {
  /** @throws AppError `record_not_found`; `external_identifier_ambiguous` */
  (caller: Caller, resource: Resource, externalIdentifier: string): Promise<string>;
  /** The same, undefined where there is none. @throws AppError `external_identifier_ambiguous` */
  known(caller: Caller, resource: Resource, externalIdentifier: string): Promise<string | undefined>;
}

/**
 * A record is found by the id of its entity in a connected PSA, or by the identifier that a partner created it under (PA-05).
 * Where these are different records, nothing is guessed.
 */
export function makeFindByExternal(deps: { records: RecordStore; directory: IntegrationDirectory }): FindByExternal {
  async function known(caller: Caller, resource: Resource, externalIdentifier: string): Promise<string | undefined> {
    const records = deps.records.forTenant(caller.tenantId);
    const integrations = await deps.directory.list(caller.tenantId);
    const [own, ...answers] = await Promise.all([
      records.get(resource.type, partnersId(caller, resource, externalIdentifier)),
      ...integrations.map(({ id }) => records.idsByExternal(resource.type, id, [externalIdentifier])),
    ]);
    const [found, ...others] = new Set([...(own ? [own._id] : []), ...answers.flatMap((ids) => [...ids.values()])]);
    if (others.length > 0) throw ambiguous(resource);
    return found;
  }

  async function find(caller: Caller, resource: Resource, externalIdentifier: string): Promise<string> {
    const found = await known(caller, resource, externalIdentifier);
    if (found !== undefined) return found;
    throw notFound('record_not_found', `There is no ${resource.noun} with this external identifier.`);
  }

  return Object.assign(find, { known });
}

/** What a partner creates under an identifier of its own has an id made of that: created twice at once, it is one record. */
export function partnersId({ tenantId }: Caller, { type }: Resource, externalIdentifier: string): string {
  return derivedId('external-identifier', tenantId, type, externalIdentifier);
}

function ambiguous({ noun }: Resource) {
  return conflict(
    'external_identifier_ambiguous',
    `Two systems use this identifier for different records; ask for the ${noun} by its id.`,
    { expected: true },
  );
}
