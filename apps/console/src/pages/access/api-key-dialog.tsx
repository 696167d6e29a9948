import { TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { addApiKey } from '../../api/access.ts';
import { DialogForm, FormDialog } from '../../display/form-dialog.tsx';
import { useAction } from '../../display/use-action.ts';
import type { Permission } from '../../session/session.ts';
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
    <FormDialog isOpen={isOpen} onClose={onClose} title={t.dialog} size="lg">
      <KeyForm
        onCancel={onClose}
        onSecret={(secret) => {
          onClose();
          onSecret(secret);
        }}
      />
    </FormDialog>
  );
}

interface KeyFormProps extends Pick<ApiKeyDialogProps, 'onSecret'> {
  onCancel: () => void;
}

function KeyForm({ onSecret, onCancel }: KeyFormProps): ReactNode {
  const [name, setName] = useState('');
  const [permissions, setPermissions] = useState<Permission[]>([]);
  const [until, setUntil] = useState('');
  const add = useAction({ act: addApiKey, concerns: ['access'] });

  function submit(): void {
    const expires = until === '' ? {} : { expiresAt: new Date(until).toISOString() };
    add.mutate({ name: name.trim(), permissions, ...expires }, { onSuccess: onSecret });
  }

  return (
    <DialogForm submit={t.create} isPending={add.isPending} onSubmit={submit} onCancel={onCancel}>
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
    </DialogForm>
  );
}
