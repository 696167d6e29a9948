import type { Collection } from '@psa-bridge/persistence';
import { PLATFORM_TENANT } from '@psa-bridge/service-host';
import type { Period, ServiceHistory } from '../../domain/status/service-history.ts';

export interface WhichHistories {
  service?: string | undefined;
  /** What ended before is left out. */
  since?: Date | undefined;
}

export type ReadHistories = (which: WhichHistories) => Promise<readonly { service: string; periods: readonly Period[] }[]>;

/** How each service was, the oldest first. */
export function makeReadHistories({ histories }: { histories: Collection<ServiceHistory> }): ReadHistories {
  return async ({ service, since }) => {
    const found = await histories
      .forTenant(PLATFORM_TENANT)
      .find(service === undefined ? {} : { _id: service }, { sort: { _id: 1 } });
    return found.map(({ _id, ended, current }) => {
      const before = since === undefined ? ended : ended.filter(({ to }) => to > since);
      return { service: _id, periods: [...before, current] };
    });
  };
}
