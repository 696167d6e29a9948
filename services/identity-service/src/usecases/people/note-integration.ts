import type { PsaIntegration } from '../../domain/psa-integration.ts';
import type { Deps } from '../../ports.ts';

type Announced = Pick<PsaIntegration, '_id' | 'provider' | 'name' | 'isRemoved' | 'updatedAt'>;

/** What connectors announce of their integrations, as far as people concern it; the newest word holds. */
export function makeNoteIntegration({ psaIntegrations }: Pick<Deps, 'psaIntegrations'>) {
  return async (tenantId: string, announced: Announced): Promise<void> => {
    await psaIntegrations
      .forTenant(tenantId)
      .mutate(announced._id, (current) =>
        current && current.updatedAt > announced.updatedAt ? undefined : { ...current, tenantId, ...announced },
      );
  };
}
