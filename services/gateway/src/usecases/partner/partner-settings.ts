import { PARTNER_STREAMS, partnerTopic } from '@psa-bridge/contracts';
import { checkRevision, type Clock } from '@psa-bridge/core';
import type { MessageBus } from '@psa-bridge/messaging';
import type { Collection } from '@psa-bridge/persistence';
import { NO_PARTNERS, savedSettings, type PartnerPolicy, type PartnerSettings } from '../../domain/partner/partner-settings.ts';
import type { PartnerDirectory } from './ports.ts';

export interface PartnerSettingsDeps {
  settings: Collection<PartnerSettings>;
  directory: PartnerDirectory;
  bus: Pick<MessageBus, 'ensureTopics'>;
  clock: Clock;
}

type Known = PartnerPolicy & Pick<PartnerSettings, 'revision'>;

export type PartnerSettingsUse = ReturnType<typeof makePartnerSettings>;

/** On which ways a tenant's events leave the platform. */
export function makePartnerSettings({ settings, directory, bus, clock }: PartnerSettingsDeps) {
  const get = async (tenantId: string): Promise<Known> => (await settings.forTenant(tenantId).get(tenantId)) ?? NO_PARTNERS;
  return {
    get,

    /** The topics are there before it is on. @throws AppError `revision_conflict` (412) */
    async save(tenantId: string, policy: PartnerPolicy, ifRevision: number): Promise<Known> {
      if (policy.stream) await bus.ensureTopics(PARTNER_STREAMS.map((stream) => partnerTopic(tenantId, stream)));
      const saved = await settings.forTenant(tenantId).mutate(tenantId, (current) => {
        checkRevision((current ?? NO_PARTNERS).revision, ifRevision);
        return savedSettings(current, { tenantId, ...policy }, clock.now());
      });
      directory.forget(tenantId);
      return saved ?? NO_PARTNERS;
    },
  };
}
