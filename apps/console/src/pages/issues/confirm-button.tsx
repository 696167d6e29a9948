import { Button, Group, Popover, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { texts } from '../../texts/index.ts';

/** Says what it will do before it does it. */
export function ConfirmButton({ label, says, onConfirm }: { label: string; says: string; onConfirm: () => void }): ReactNode {
  const [isOpen, { toggle, close }] = useDisclosure();
  return (
    <Popover opened={isOpen} onDismiss={close} position="bottom-start" width={320} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button variant="subtle" color="gray" onClick={toggle}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">{says}</Text>
        <Group mt="sm" gap="xs" justify="end">
          <Button size="xs" variant="default" onClick={close}>
            {texts.issues.keep}
          </Button>
          <Button
            size="xs"
            color="red"
            onClick={() => {
              close();
              onConfirm();
            }}
          >
            {texts.issues.dismiss}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
