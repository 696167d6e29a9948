import { Button, Group, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { dismissInvoice, restoreInvoice, resyncInvoice, type InvoiceDetail } from '../../api/xero.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { useAction } from '../../display/use-action.ts';
import { xeroTexts } from '../../texts/xero.ts';
import { mayBeMadeAnew, mayBeSentAgain } from './invoice-standing.ts';
import { LeaveOut } from './leave-out.tsx';

const t = xeroTexts.invoice;
const concerns = ['xero', 'issues'];

/** What can be done about one invoice (XI-04). */
export function InvoiceActions({ invoice }: { invoice: InvoiceDetail }): ReactNode {
  const { id, isDismissed } = invoice;
  const resync = useAction({ act: resyncInvoice, says: () => t.said.resync, concerns });
  const restore = useAction({ act: restoreInvoice, says: () => t.said.restored, concerns });
  if (isDismissed) {
    return (
      <Group>
        <Button loading={restore.isPending} onClick={() => restore.mutate(id)}>
          {t.restore}
        </Button>
      </Group>
    );
  }
  return (
    <Group gap="xs">
      {mayBeSentAgain(invoice) ? (
        <Tooltip label={t.resyncHow}>
          <Button
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={resync.isPending}
            onClick={() => resync.mutate({ id, createNew: false })}
          >
            {t.resync}
          </Button>
        </Tooltip>
      ) : null}
      {mayBeMadeAnew(invoice) ? (
        <AskFirst
          variant="default"
          label={t.createNew}
          says={t.createNewSays}
          onConfirm={() => resync.mutate({ id, createNew: true })}
        />
      ) : null}
      <LeaveOut id={id} act={dismissInvoice} />
    </Group>
  );
}
