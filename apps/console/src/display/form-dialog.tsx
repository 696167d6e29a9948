import { Button, Group, Modal, Stack, type ModalProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '../texts/index.ts';

interface FormDialogProps extends Pick<ModalProps, 'size'> {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** A `DialogForm`, which begins anew each time. */
  children: ReactNode;
}

/** Something that is asked for in a window of its own. */
export function FormDialog({ title, isOpen, onClose, children, size = 'md' }: FormDialogProps): ReactNode {
  const closeButtonProps = { 'aria-label': texts.issues.close };
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} size={size} closeButtonProps={closeButtonProps}>
      {isOpen ? children : null}
    </Modal>
  );
}

interface DialogFormProps {
  /** On the button that sends it. */
  submit: string;
  isPending: boolean;
  isDisabled?: boolean;
  onSubmit: () => void;
  onCancel: () => void;
  children: ReactNode;
}

/** Its fields, with the two ways to end it. */
export function DialogForm({ submit, isPending, isDisabled = false, onSubmit, onCancel, children }: DialogFormProps): ReactNode {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Stack gap="md">
        {children}
        <Group justify="end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {texts.states.cancel}
          </Button>
          <Button type="submit" loading={isPending} disabled={isDisabled}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
