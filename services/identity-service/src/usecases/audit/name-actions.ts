import type { Stored } from '@psa-bridge/persistence';
import type { AuditPayload } from '../../domain/audit/entry.ts';
import { personName } from '../../domain/psa-person.ts';
import type { Deps } from '../../ports.ts';
import type { NamedAction } from './search-audit.ts';

export type NameDeps = Pick<Deps, 'users' | 'apiKeys' | 'people' | 'psaIntegrations'>;

/** Finds the names that the audit keeps none of: of people as they are called now, of keys and integrations that acted. */
export function makeNameActions({ users, apiKeys, people, psaIntegrations }: NameDeps) {
  return async (tenantId: string, page: readonly AuditPayload[]): Promise<readonly NamedAction[]> => {
    const actors = page.map(({ action: { actor } }) => actor.id);
    const records = page.map(({ action: { record } }) => record.ids[0]);
    const [byUser, byKey, byIntegration, byPerson] = await Promise.all([
      namesIn(users.forTenant(tenantId), [...actors, ...records], ({ name }) => name),
      namesIn(apiKeys.forTenant(tenantId), actors, ({ name }) => `API key ${name}`),
      namesIn(psaIntegrations.forTenant(tenantId), [...actors, ...records], ({ name }) => name),
      namesIn(people.forTenant(tenantId), records, personName),
    ]);
    return page.map((payload) => {
      const { actor, record } = payload.action;
      const [id] = record.ids;
      const names = {
        actor: byUser.get(actor.id) ?? byKey.get(actor.id) ?? byIntegration.get(actor.id),
        record: byUser.get(id) ?? byPerson.get(id) ?? byIntegration.get(id),
      };
      return { ...payload, names };
    });
  };
}

async function namesIn<Doc extends Stored>(
  own: { getMany(ids: readonly string[]): Promise<Doc[]> },
  ids: readonly string[],
  nameOf: (document: Doc) => string,
): Promise<ReadonlyMap<string, string>> {
  const found = await own.getMany([...new Set(ids)].filter((id) => id !== ''));
  return new Map(found.map((document) => [document._id, nameOf(document)]));
}
