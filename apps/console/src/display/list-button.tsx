import { Box, Group, Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';

interface ListButtonProps {
  title: ReactNode;
  text?: ReactNode;
  note: ReactNode;
  /** Its states, at the end of the row. */
  badges?: ReactNode;
  onOpen: () => void;
}

/** A row of a list that opens what it stands for. */
export function ListButton({ title, text, note, badges, onOpen }: ListButtonProps): ReactNode {
  return (
    <UnstyledButton w="100%" py="sm" px="xs" onClick={onOpen}>
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Box miw={0}>
          <Text fw={600} lineClamp={2}>
            {title}
          </Text>
          {text === undefined ? null : (
            <Text size="sm" lineClamp={2}>
              {text}
            </Text>
          )}
          <Text size="xs" c="dimmed" truncate>
            {note}
          </Text>
        </Box>
        <Group gap={6} justify="end" flex="none" maw="50%">
          {badges}
        </Group>
      </Group>
    </UnstyledButton>
  );
}
