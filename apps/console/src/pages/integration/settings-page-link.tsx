import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Which } from '../../api/connectors.ts';
import { pageListQuery } from '../../api/settings-pages.ts';
import { PageLink } from '../../display/links.tsx';

interface SettingsPageLinkProps {
  which: Which;
  /** What the PSA's connector calls the page. */
  title: string;
  children: ReactNode;
}

/** Leads to the page of settings that is called so; plain words as long as that is not known. */
export function SettingsPageLink({ which, title, children }: SettingsPageLinkProps): ReactNode {
  const { data = [] } = useQuery(pageListQuery(which));
  const found = data.find((page) => page.title === title);
  if (found === undefined) return <Text size="sm">{children}</Text>;
  return (
    <PageLink
      size="sm"
      to="/integrations/$provider/$integrationId/$page"
      params={{ provider: which.provider, integrationId: which.id, page: found.page }}
    >
      {children}
    </PageLink>
  );
}
