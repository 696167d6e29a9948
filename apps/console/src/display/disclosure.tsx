import { Button, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';

/** What few people want to see; while it is closed it is not there, so that the keyboard does not lead into it either. */
export function Disclosure({ label, children }: { label: string; children: ReactNode }): ReactNode {
  const [isOpen, { toggle }] = useDisclosure();
  const id = useId();
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Stack gap="xs" align="stretch">
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<Chevron size={14} aria-hidden />}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={toggle}
        style={{ alignSelf: 'start' }}
      >
        {label}
      </Button>
      {isOpen ? <div id={id}>{children}</div> : null}
    </Stack>
  );
}
