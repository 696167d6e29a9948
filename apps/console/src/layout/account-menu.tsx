import { Button, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconLogout, IconUser, IconUserCog } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { toRefused } from '../api/problem.ts';
import { signOut, type Session } from '../session/session.ts';
import { texts } from '../texts/index.ts';

const t = texts.account;
const SCHEMES: readonly (readonly [MantineColorScheme, string])[] = [
  ['light', t.light],
  ['dark', t.dark],
  ['auto', t.system],
];

export function AccountMenu({ session: { name, email } }: { session: Session }): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: signOut,
    async onSuccess() {
      await navigate({ to: '/sign-in' });
      queries.clear();
    },
    onError: (error) => notifications.show({ message: toRefused(error).message, color: 'red' }),
  });
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Button variant="subtle" color="gray" leftSection={<IconUser size={18} aria-hidden />} aria-label={t.menu(name)}>
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{email}</Menu.Label>
        <Menu.Item component={Link} to="/profile" leftSection={<IconUserCog size={16} aria-hidden />}>
          {t.profile}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t.colors}</Menu.Label>
        {SCHEMES.map(([scheme, label]) => (
          <Menu.Item
            key={scheme}
            onClick={() => setColorScheme(scheme)}
            rightSection={scheme === colorScheme ? <IconCheck size={16} aria-hidden /> : null}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => leave.mutate()}>
          {t.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
