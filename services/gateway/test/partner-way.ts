import { createManualClock, type ManualClock } from '@psa-bridge/core';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { partnerParts, type PartnerPartsOptions } from './partner-parts.ts';

type Options = Partial<PartnerPartsOptions> & { clock?: ManualClock };

export type PartnerWay = ReturnType<typeof partnerWay>;

/** The way of a tenant's events to its webhook endpoints by a clock that is driven. */
export function partnerWay({ clock = createManualClock(), store = createMemoryStore({ clock }), ...options }: Options = {}) {
  const parts = partnerParts({ ...options, clock, store });
  const { signal } = new AbortController();
  const deliverDue = parts.replica();
  return {
    ...{ ...parts, clock },
    deliver: (id: string) => deliverDue(id, signal),
    /** Sends what is due, then lets time go on to when more is, until the time is over. */
    async deliverFor(id: string, ms: number): Promise<void> {
      const end = clock.now().getTime() + ms;
      for (;;) {
        const next = await deliverDue(id, signal);
        const wait = Math.min(next?.at.getTime() ?? end, end) - clock.now().getTime();
        if (wait <= 0 && clock.now().getTime() >= end) return;
        await clock.leap(wait);
      }
    },
    async states(): Promise<readonly string[]> {
      const { tenantId } = parts.asker;
      return (await parts.deliveries.forTenant(tenantId).find({}, { sort: { order: 1 } })).map(({ state }) => state);
    },
  };
}
