import type { Filter, Stored, TenantCollection } from '@psa-bridge/persistence';
import { nextState } from '../../domain/life/next-state.ts';
import type { SyncItem } from '../../domain/life/sync-item.ts';

/** What was being worked on when its worker was killed waits again, each until the time that is due to it. */
export async function abandonLeft<Doc extends Stored & { item: SyncItem }>(
  own: TenantCollection<Doc>,
  whose: Filter,
  dueAt: (item: SyncItem) => Date,
): Promise<void> {
  const left = await own.find({ ...whose, 'item.state': 'processing' }, { fields: ['_id'] });
  await own.mutateMany(
    left.map(({ _id }) => _id),
    (_id, current) => {
      const item = current && nextState(current.item, { kind: 'abandon', run: current.item.run, at: dueAt(current.item) });
      return item && { ...current, item };
    },
  );
}
