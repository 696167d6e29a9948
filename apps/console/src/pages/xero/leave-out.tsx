import { Button, Group, Popover, Text, TextInput, type ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import { useAction } from '../../display/use-action.ts';
import { texts } from '../../texts/index.ts';
import { xeroTexts } from '../../texts/xero.ts';

const t = xeroTexts.invoice;

interface LeaveOutProps extends Pick<ButtonProps, 'size'> {
  id: string;
  act(input: { id: string; reason: string }): Promise<unknown>;
}

/** Whoever leaves an invoice or an order out says why. */
export function LeaveOut({ id, act, size }: LeaveOutProps): ReactNode {
  const [isOpen, { toggle, close }] = useDisclosure();
  const [reason, setReason] = useState('');
  const dismiss = useAction({ act, says: () => t.said.dismissed, concerns: ['xero', 'issues'] });
  return (
    <Popover opened={isOpen} onDismiss={close} position="bottom-start" width={320} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button variant="subtle" color="gray" onClick={toggle} {...(size === undefined ? {} : { size })}>
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
            <Button size="xs" color="red.9" type="submit" disabled={reason.trim() === ''}>
              {t.dismiss}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
