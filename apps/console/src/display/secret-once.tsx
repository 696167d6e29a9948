import { Alert, Button, Code, CopyButton, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '../texts/index.ts';

const t = texts.secret;

interface SecretOnceProps {
  /** What the secret is for. */
  title: string;
  secret: string | undefined;
  /** How it is used, and what becomes of the one before. */
  how: ReactNode;
  onClose: () => void;
}

/** A secret that is shown this once: the dialog closes by its button alone, so that nobody loses it by a stray click. */
export function SecretOnce({ title, secret, how, onClose }: SecretOnceProps): ReactNode {
  return (
    <Modal
      opened={secret !== undefined}
      onClose={onClose}
      title={title}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      size="lg"
    >
      <Stack gap="md">
        <Alert color="yellow" title={t.once}>
          {t.onceWhy}
        </Alert>
        <Code block className="wrap-anywhere" tabIndex={0}>
          {secret}
        </Code>
        <Text size="sm">{how}</Text>
        <CopyButton value={secret ?? ''}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t.copied : t.copy}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{t.kept}</Button>
      </Stack>
    </Modal>
  );
}
