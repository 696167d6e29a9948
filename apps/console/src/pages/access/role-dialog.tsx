import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { addRole, changeRole, roleQuery, type RoleBody } from '../../api/access.ts';
import { DialogForm, FormDialog } from '../../display/form-dialog.tsx';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { useAction } from '../../display/use-action.ts';
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
    <FormDialog isOpen={isOpen} onClose={onClose} title={data && id !== undefined ? data.data.name : t.role.add} size="lg">
      {error ? <ErrorState error={error} /> : null}
      {id === undefined ? <RoleForm role={EMPTY} isSaving={add.isPending} onSave={save} onCancel={onClose} /> : null}
      {id !== undefined && data ? (
        <RoleForm key={data.etag} role={data.data} isSaving={change.isPending} onSave={save} onCancel={onClose} />
      ) : null}
      {id !== undefined && !data && !error ? <LoadingState /> : null}
    </FormDialog>
  );
}

interface RoleFormProps {
  role: RoleBody;
  isSaving: boolean;
  onSave: (role: RoleBody) => void;
  onCancel: () => void;
}

function RoleForm({ role, isSaving, onSave, onCancel }: RoleFormProps): ReactNode {
  const [name, setName] = useState(role.name);
  const [permissions, setPermissions] = useState(role.permissions);

  return (
    <DialogForm
      submit={t.save}
      isPending={isSaving}
      onSubmit={() => onSave({ name: name.trim(), permissions })}
      onCancel={onCancel}
    >
      <TextInput
        label={t.role.name}
        required
        withAsterisk={false}
        data-autofocus
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <PermissionChoice value={permissions} onChange={setPermissions} />
    </DialogForm>
  );
}
