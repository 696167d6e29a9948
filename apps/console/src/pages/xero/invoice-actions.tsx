import { Button, Group, Popover, Text, TextInput, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRefresh } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { dismissInvoice, restoreInvoice, resyncInvoice, type InvoiceDetail } from '../../api/xero.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { useAction } from '../../display/use-action.ts';
import { texts } from '../../texts/index.ts';
import { xeroTexts } from '../../texts/xero.ts';
import { mayBeMadeAnew, mayBeSentAgain } from './invoice-standing.ts';

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
      <Dismiss id={id} />
    </Group>
  );
}

/** Whoever leaves an invoice out says why. */
function Dismiss({ id }: { id: string }): ReactNode {
  const [isOpen, { toggle, close }] = useDisclosure();
  const [reason, setReason] = useState('');
  const dismiss = useAction({ act: dismissInvoice, says: () => t.said.dismissed, concerns });
  return (
    <Popover opened={isOpen} onDismiss={close} position="bottom-start" width={320} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button variant="subtle" color="gray" onClick={toggle}>
          {t.dismiss}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            close();
            dismiss.mutate({ id, reason: reason.trim() });
          }}
        >
          <Text size="sm">{t.dismissSays}</Text>
          <TextInput
            mt="sm"
            label={t.reason}
            placeholder={t.reasonHint}
            maxLength={300}
            required
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <Group mt="sm" gap="xs" justify="end">
            <Button size="xs" variant="default" onClick={close}>
              {texts.issues.keep}
            </Button>
            <Button size="xs" color="red" type="submit" disabled={reason.trim() === ''}>
              {t.dismiss}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
