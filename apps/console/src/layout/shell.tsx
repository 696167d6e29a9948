import { Anchor, AppShell, Burger, Group, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, Outlet, useMatches } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { EmptyState } from '../display/states.tsx';
import { followLive } from '../live/live-updates.ts';
import { isAllowed, sessionQuery } from '../session/session.ts';
import { texts } from '../texts/index.ts';
import { AccountMenu } from './account-menu.tsx';
import { NAVIGATION } from './navigation.ts';

/** Navigation, account and the page; what happens is followed as long as it stands. */
export function Shell(): ReactNode {
  const [isOpen, { toggle, close }] = useDisclosure();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const queries = useQueryClient();
  useEffect(() => followLive(queries), [queries]);

  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <Notifications position="bottom-right" />
      <Anchor href="#content" className="skip-link">
        {texts.skip}
      </Anchor>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={texts.navigation.open} />
            <Text fw={700}>{texts.product}</Text>
            <Text c="dimmed" visibleFrom="xs" truncate>
              {session.tenant.name}
            </Text>
          </Group>
          <AccountMenu session={session} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={texts.navigation.label}>
        {NAVIGATION.filter(({ permission }) => isAllowed(session, permission)).map(({ to, label, icon: Icon }) => (
          <NavLink
            key={to}
            component={Link}
            to={to}
            label={label}
            leftSection={<Icon size={18} aria-hidden />}
            onClick={close}
            activeProps={{ 'data-active': true }}
          />
        ))}
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Page />
      </AppShell.Main>
    </AppShell>
  );
}

/** The page, or why it is not for whoever is signed in; the platform refuses it in any case (ID-12). */
function Page(): ReactNode {
  const { data: session } = useSuspenseQuery(sessionQuery);
  const permission = useMatches({ select: (matches) => matches.at(-1)?.staticData.permission });
  if (isAllowed(session, permission)) return <Outlet />;
  return <EmptyState title={texts.states.notAllowed}>{texts.states.notAllowedHow(String(permission))}</EmptyState>;
}
