import { conflict, notFound, type Caller } from '@psa-bridge/core';
import type { RecordStore } from '@psa-bridge/records';
import type { Resource } from '../../domain/resources.ts';
import type { IntegrationDirectory } from '../../ports.ts';

export type FindByExternal = (caller: Caller, resource: Resource, externalIdentifier: string) => Promise<string>;

/**
 * The id of the record that an external system knows under this identifier (PA-05): the id of its entity in a connected PSA.
 *
 * @throws AppError `record_not_found`; `external_identifier_ambiguous` where two PSAs use it for different records.
 */
export function makeFindByExternal(deps: { records: RecordStore; directory: IntegrationDirectory }): FindByExternal {
  return async (caller, resource, externalIdentifier) => {
    const records = deps.records.forTenant(caller.tenantId);
    const integrations = await deps.directory.list(caller.tenantId);
    const answers = await Promise.all(
      integrations.map(({ id }) => records.idsByExternal(resource.type, id, [externalIdentifier])),
    );
    const [found, ...others] = new Set(answers.flatMap((ids) => [...ids.values()]));
    if (found === undefined) throw notFound('record_not_found', `There is no ${resource.noun} with this external identifier.`);
    if (others.length > 0) throw ambiguous(resource);
    return found;
  };
}

function ambiguous({ noun }: Resource) {
  return conflict(
    'external_identifier_ambiguous',
    `Two PSAs use this identifier for different records; ask for the ${noun} by its id.`,
    {
      expected: true,
    },
  );
}
