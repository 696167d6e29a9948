import { Button, MultiSelect, Stack, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { PageLink } from '../../display/links.tsx';
import { rolesQuery } from '../../api/access.ts';
import { changeUser, type User } from '../../api/users.ts';
import { Section } from '../../display/section.tsx';
import { useAction } from '../../display/use-action.ts';
import type { Permission } from '../../session/session.ts';
import { userTexts } from '../../texts/users.ts';

const t = userTexts.users;
const PERMISSIONS = Object.keys(userTexts.access.role.means);

/** What somebody may do: by roles, by permissions of their own, or everything (ID-06, ID-11). */
export function UserRights({ user, etag }: { user: User; etag: string }): ReactNode {
  const [isAdmin, setAdmin] = useState(user.isAdmin);
  const [roleIds, setRoleIds] = useState<string[]>(user.roleIds);
  const [permissions, setPermissions] = useState<string[]>(user.permissions);
  const save = useAction({ act: changeUser, says: () => t.saved, concerns: ['users'] });
  const isChanged = isAdmin !== user.isAdmin || !isSame(roleIds, user.roleIds) || !isSame(permissions, user.permissions);
  const change = { isAdmin, roleIds, permissions: permissions as Permission[] };
  return (
    <Section title={t.roles}>
      <Stack gap="sm">
        <Switch label={t.isAdmin} checked={isAdmin} onChange={({ currentTarget }) => setAdmin(currentTarget.checked)} />
        <OwnRoles value={roleIds} onChange={setRoleIds} />
        <MultiSelect
          label={t.ownPermissions}
          data={PERMISSIONS}
          value={permissions}
          onChange={setPermissions}
          clearable
          searchable
        />
        <div>
          <Button
            size="xs"
            disabled={!isChanged}
            loading={save.isPending}
            onClick={() => save.mutate({ id: user.id, etag, change })}
          >
            {t.save}
          </Button>
        </div>
      </Stack>
    </Section>
  );
}

function OwnRoles({ value, onChange }: { value: string[]; onChange: (ids: string[]) => void }): ReactNode {
  const { data } = useQuery(rolesQuery);
  if (data?.items.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        <PageLink to="/access" inherit>
          {t.rolesNone}
        </PageLink>
      </Text>
    );
  }
  const roles = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return <MultiSelect label={t.ownRoles} data={roles} value={value} onChange={onChange} clearable />;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value) => b.includes(value));
}
