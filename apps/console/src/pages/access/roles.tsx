import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { deleteRole, rolesQuery, type Role } from '../../api/access.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../display/states.tsx';
import { useAction } from '../../display/use-action.ts';
import { userTexts } from '../../texts/users.ts';
import type { AccessSearch, ChangeAccessSearch } from './access-search.ts';
import { RoleDialog } from './role-dialog.tsx';

const t = userTexts.access;
const NEW = 'new';

/** Named sets of permissions (ID-11). */
export function Roles({ search: { role }, onChange }: { search: AccessSearch; onChange: ChangeAccessSearch }): ReactNode {
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onChange({ role: NEW })}>
      {t.role.add}
    </Button>
  );
  return (
    <>
      <RoleList add={add} onEdit={(id) => onChange({ role: id })} />
      <RoleDialog
        id={role === NEW ? undefined : role}
        isOpen={role !== undefined}
        onClose={() => onChange({ role: undefined })}
      />
    </>
  );
}

function RoleList({ add, onEdit }: { add: ReactNode; onEdit: (id: string) => void }): ReactNode {
  const { data, error, refetch } = useQuery(rolesQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  if (data.items.length === 0) {
    return (
      <EmptyState title={t.role.none} action={add}>
        {t.role.noneWhy}
      </EmptyState>
    );
  }
  return (
    <Stack gap="md">
      <div>{add}</div>
      {data.items.map((role) => (
        <RoleCard key={role.id} role={role} onEdit={() => onEdit(role.id)} />
      ))}
    </Stack>
  );
}

function RoleCard({ role: { id, name, permissions }, onEdit }: { role: Role; onEdit: () => void }): ReactNode {
  const remove = useAction({ act: deleteRole, says: () => t.role.removed, concerns: ['access', 'users'] });
  return (
    <Card withBorder component="article" aria-label={name}>
      <Group justify="space-between">
        <Title order={2} className="wrap-anywhere">
          {name}
        </Title>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={onEdit}>
            {t.role.edit}
          </Button>
          <AskFirst size="xs" label={t.role.remove} says={t.role.removeSays} onConfirm={() => remove.mutate(id)} />
        </Group>
      </Group>
      <PermissionBadges permissions={permissions} />
    </Card>
  );
}

export function PermissionBadges({ permissions }: { permissions: readonly string[] }): ReactNode {
  if (permissions.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t.permissionsNone}
      </Text>
    );
  }
  return (
    <Group gap={6} mt="xs">
      {permissions.map((permission) => (
        <Badge key={permission} variant="default" tt="none" fw={500}>
          {permission}
        </Badge>
      ))}
    </Group>
  );
}
