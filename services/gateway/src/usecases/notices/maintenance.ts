import { newId, notFound } from '@psa-bridge/core';
import type { Draft } from '@psa-bridge/persistence';
import { PLATFORM_TENANT } from '@psa-bridge/service-host';
import {
  cancelledMaintenance,
  plannedMaintenance,
  type Maintenance,
  type Notice,
  type Plan,
} from '../../domain/notices/notice.ts';
import type { NoticeDeps, Speaker } from './incidents.ts';

const LATEST = 200;

export type MaintenancePlans = ReturnType<typeof makeMaintenance>;

/** Work that is announced ahead (OP-04). */
export function makeMaintenance({ notices, clock, mailsWait }: NoticeDeps) {
  async function found(tenantId: string, from: Date): Promise<Maintenance[]> {
    const filter = { kind: 'maintenance', endsAt: { $gt: from } };
    const all = await notices.forTenant(tenantId).find(filter, { sort: { startsAt: 1 }, limit: LATEST });
    return all.filter((notice) => notice.kind === 'maintenance');
  }

  return {
    /** What is not over, the next first: of the tenant and of the platform. */
    async ahead(tenantId: string): Promise<readonly Maintenance[]> {
      const now = clock.now();
      const [own, everybodys] = await Promise.all([found(tenantId, now), found(PLATFORM_TENANT, now)]);
      return [...own, ...everybodys].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    },
    /** @throws AppError `invalid_period` */
    async plan({ tenantId, by }: Speaker, { text, ...plan }: Plan & { text: string }): Promise<Maintenance> {
      const id = newId();
      const draft: Draft<Notice> = plannedMaintenance({ _id: id, tenantId }, plan, { at: clock.now(), by, text });
      await notices.forTenant(tenantId).insert(draft);
      mailsWait();
      const planned = await notices.forTenant(tenantId).get(id);
      if (planned?.kind !== 'maintenance') throw unknownMaintenance();
      return planned;
    },
    /** @throws AppError `maintenance_not_found`, `maintenance_over` */
    async cancel({ tenantId, by }: Speaker, id: string, text: string): Promise<Maintenance> {
      const change = (notice: Notice | undefined): Draft<Notice> => {
        if (notice?.kind !== 'maintenance') throw unknownMaintenance();
        return cancelledMaintenance(notice, { at: clock.now(), by, text });
      };
      const cancelled = await notices.forTenant(tenantId).mutate(id, change);
      if (cancelled?.kind !== 'maintenance') throw unknownMaintenance();
      mailsWait();
      return cancelled;
    },
  };
}

function unknownMaintenance() {
  return notFound('maintenance_not_found', 'There is no such maintenance.', { expected: true });
}
