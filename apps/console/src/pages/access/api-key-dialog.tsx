import { Button, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { addApiKey } from '../../api/access.ts';
import { useAction } from '../../display/use-action.ts';
import type { Permission } from '../../session/session.ts';
import { texts } from '../../texts/index.ts';
import { userTexts } from '../../texts/users.ts';
import type { NewSecret } from './api-keys.tsx';
import { PermissionChoice } from './permission-choice.tsx';

const t = userTexts.access.key;

interface ApiKeyDialogProps {
  isOpen: boolean;
  onClose: () => void;
  onSecret: (secret: NewSecret) => void;
}

export function ApiKeyDialog({ isOpen, onClose, onSecret }: ApiKeyDialogProps): ReactNode {
  return (
    <Modal opened={isOpen} onClose={onClose} title={t.dialog} size="lg" closeButtonProps={{ 'aria-label': texts.issues.close }}>
      {isOpen ? (
        <KeyForm
          onSecret={(secret) => {
            onClose();
            onSecret(secret);
          }}
        />
      ) : null}
    </Modal>
  );
}

function KeyForm({ onSecret }: { onSecret: (secret: NewSecret) => void }): ReactNode {
  const [name, setName] = useState('');
  const [permissions, setPermissions] = useState<Permission[]>([]);
  const [until, setUntil] = useState('');
  const add = useAction({ act: addApiKey, concerns: ['access'] });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const expires = until === '' ? {} : { expiresAt: new Date(until).toISOString() };
    add.mutate({ name: name.trim(), permissions, ...expires }, { onSuccess: onSecret });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={t.name}
          required
          withAsterisk={false}
          data-autofocus
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <PermissionChoice value={permissions} onChange={setPermissions} />
        <TextInput
          type="date"
          label={t.expires}
          description={t.expiresHow}
          value={until}
          onChange={({ currentTarget }) => setUntil(currentTarget.value)}
        />
        <Button type="submit" loading={add.isPending}>
          {t.create}
        </Button>
      </Stack>
    </form>
  );
}
