import { Button, Modal, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { addRole, changeRole, roleQuery, type RoleBody } from '../../api/access.ts';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { useAction } from '../../display/use-action.ts';
import { texts } from '../../texts/index.ts';
import { userTexts } from '../../texts/users.ts';
import { PermissionChoice } from './permission-choice.tsx';

const t = userTexts.access;
const EMPTY: RoleBody = { name: '', permissions: [] };

interface RoleDialogProps {
  /** Without one it makes a new role. */
  id: string | undefined;
  isOpen: boolean;
  onClose: () => void;
}

export function RoleDialog({ id, isOpen, onClose }: RoleDialogProps): ReactNode {
  const { data, error } = useQuery({ ...roleQuery(id ?? ''), enabled: id !== undefined });
  const concerns = ['access', 'users'];
  const add = useAction({ act: addRole, says: () => t.saved, concerns });
  const change = useAction({ act: changeRole, says: () => t.saved, concerns });

  function save(role: RoleBody): void {
    if (id === undefined) add.mutate(role, { onSuccess: onClose });
    else change.mutate({ id, etag: data?.etag ?? '', role }, { onSuccess: onClose });
  }

  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={data && id !== undefined ? data.data.name : t.role.add}
      size="lg"
      closeButtonProps={{ 'aria-label': texts.issues.close }}
    >
      {error ? <ErrorState error={error} /> : null}
      {id === undefined ? <RoleForm role={EMPTY} isSaving={add.isPending} onSave={save} /> : null}
      {id !== undefined && data ? <RoleForm key={data.etag} role={data.data} isSaving={change.isPending} onSave={save} /> : null}
      {id !== undefined && !data && !error ? <LoadingState /> : null}
    </Modal>
  );
}

interface RoleFormProps {
  role: RoleBody;
  isSaving: boolean;
  onSave: (role: RoleBody) => void;
}

function RoleForm({ role, isSaving, onSave }: RoleFormProps): ReactNode {
  const [name, setName] = useState(role.name);
  const [permissions, setPermissions] = useState(role.permissions);

  function submit(event: FormEvent): void {
    event.preventDefault();
    onSave({ name: name.trim(), permissions });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={t.role.name}
          required
          withAsterisk={false}
          data-autofocus
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <PermissionChoice value={permissions} onChange={setPermissions} />
        <Button type="submit" loading={isSaving}>
          {t.save}
        </Button>
      </Stack>
    </form>
  );
}
