import { Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { PageButton } from '../../display/links.tsx';
import { EmptyState, ErrorState } from '../../display/states.tsx';
import { xeroTexts } from '../../texts/xero.ts';
import { comeBackFromXero } from './consent.ts';

const t = xeroTexts.organisations;

/** Takes what Xero answered, once, and goes on to the organisations. */
export function CallbackPage(): ReactNode {
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['xero-consent'],
    staleTime: Infinity,
    retry: false,
    queryFn: () => comeBackFromXero(window.location.search.slice(1)),
  });
  useEffect(() => {
    if (data === 'connected') void queries.invalidateQueries({ queryKey: ['xero'] });
  }, [data, queries]);
  const toOrganisations = <PageButton to="/xero/organisations">{t.toOrganisations}</PageButton>;
  if (data === 'connected') return <Navigate to="/xero/organisations" replace />;
  if (data === 'unknown') {
    return (
      <EmptyState title={t.notReturning} action={toOrganisations}>
        {t.notReturningHow}
      </EmptyState>
    );
  }
  if (error) {
    return (
      <>
        <ErrorState error={error} />
        <EmptyState title={t.connectTitle} action={toOrganisations} />
      </>
    );
  }
  return <Text role="status">{t.returning}</Text>;
}
