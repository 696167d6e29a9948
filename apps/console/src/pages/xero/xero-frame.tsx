import { Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageButton } from '../../display/links.tsx';
import { PageHead } from '../../display/page-head.tsx';
import { xeroTexts } from '../../texts/xero.ts';

const { places } = xeroTexts;
const PLACES = [
  ['/xero', places.overview],
  ['/xero/invoices', places.invoices],
  ['/xero/orders', places.orders],
  ['/xero/log', places.log],
  ['/xero/organisations', places.organisations],
] as const;

interface XeroFrameProps {
  title: string;
  lead: string;
  /** What is done with the whole page. */
  actions?: ReactNode;
  children: ReactNode;
}

/** What all pages about Xero have in common: where one is, and where else one can go. */
export function XeroFrame({ title, lead, actions, children }: XeroFrameProps): ReactNode {
  return (
    <Stack gap="md">
      <PageHead title={title} lead={lead}>
        {actions}
      </PageHead>
      <Group component="nav" gap={4} aria-label={places.label}>
        {PLACES.map(([to, label]) => (
          <PageButton
            key={to}
            to={to}
            size="compact-md"
            variant="subtle"
            color="gray"
            activeOptions={{ exact: true, includeSearch: false }}
            activeProps={{ variant: 'light', color: 'indigo' }}
          >
            {label}
          </PageButton>
        ))}
      </Group>
      {children}
    </Stack>
  );
}
