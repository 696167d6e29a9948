import { Button, Group } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { dismissOrder, restoreOrder, resyncOrder, type Order } from '../../api/xero.ts';
import { useAction } from '../../display/use-action.ts';
import { xeroTexts } from '../../texts/xero.ts';
import { LeaveOut } from './leave-out.tsx';

const t = xeroTexts;
const concerns = ['xero', 'issues'];

/** What can be done about one order; nothing about one that is in Xero or on its way (XI-45). */
export function OrderActions({ order: { id, state, isDismissed } }: { order: Order }): ReactNode {
  const resync = useAction({ act: resyncOrder, says: () => t.orders.asked, concerns });
  const restore = useAction({ act: restoreOrder, says: () => t.invoice.said.restored, concerns });
  if (isDismissed) {
    return (
      <Group>
        <Button size="xs" variant="default" loading={restore.isPending} onClick={() => restore.mutate(id)}>
          {t.invoice.restore}
        </Button>
      </Group>
    );
  }
  if (state !== 'fault' && state !== 'pending') return null;
  return (
    <Group gap="xs">
      {state === 'fault' ? (
        <Button
          size="xs"
          leftSection={<IconRefresh size={14} aria-hidden />}
          loading={resync.isPending}
          onClick={() => resync.mutate(id)}
        >
          {t.orders.resync}
        </Button>
      ) : null}
      <LeaveOut id={id} act={dismissOrder} size="xs" />
    </Group>
  );
}
