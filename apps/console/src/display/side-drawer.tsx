import { Drawer, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '../texts/index.ts';

interface SideDrawerProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** One thing beside the list that it stands in. */
export function SideDrawer({ title, isOpen, onClose, children }: SideDrawerProps): ReactNode {
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size="lg"
      title={
        <Text fw={600} className="wrap-anywhere">
          {title}
        </Text>
      }
      closeButtonProps={{ 'aria-label': texts.issues.close }}
    >
      <Stack gap="lg">{children}</Stack>
    </Drawer>
  );
}
