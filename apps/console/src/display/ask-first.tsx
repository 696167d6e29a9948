import { Button, Group, Popover, Text, type ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { texts } from '../texts/index.ts';

interface AskFirstProps extends Pick<ButtonProps, 'size' | 'variant' | 'disabled' | 'loading'> {
  /** On the button that asks. */
  label: string;
  /** What it will do, and whether it can be undone. */
  says: string;
  /** On the button that does it; the same as the one that asks where it says nothing. */
  does?: string;
  onConfirm: () => void;
}

/** Says what it will do before it does it. */
export function AskFirst({ label, says, does = label, onConfirm, variant = 'subtle', ...button }: AskFirstProps): ReactNode {
  const [isOpen, { toggle, close }] = useDisclosure();
  return (
    <Popover opened={isOpen} onDismiss={close} position="bottom-start" width={320} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button {...button} variant={variant} color="gray" flex="none" onClick={toggle}>
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
            color="red.9"
            onClick={() => {
              close();
              onConfirm();
            }}
          >
            {does}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
