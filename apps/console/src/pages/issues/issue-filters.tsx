import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { integrationsQuery } from '../../api/integrations.ts';
import { Filter, SearchField, type Choices } from '../../display/filters.tsx';
import { texts } from '../../texts/index.ts';
import { hasFilters, viewOf, type ChangeSearch, type IssueSearch } from './issue-search.ts';

const t = texts.issues;

const NO_FILTERS = {
  search: undefined,
  status: undefined,
  level: undefined,
  severity: undefined,
  integrationId: undefined,
  entityType: undefined,
  cause: undefined,
  muted: undefined,
};

type FilterName = 'integrationId' | 'entityType' | 'level' | 'severity' | 'status' | 'muted';

const MUTED: Choices = [
  ['included', t.mutedIncluded],
  ['only', t.mutedOnly],
];

export function IssueFilters({ search, onChange }: { search: IssueSearch; onChange: ChangeSearch }): ReactNode {
  const { data } = useQuery(integrationsQuery);
  const integrations: Choices = (data?.items ?? []).map(({ id, name }) => [id, name]);
  const filters: readonly { name: FilterName; label: string; options: Choices; any?: string }[] = [
    { name: 'integrationId', label: t.integration, options: integrations },
    { name: 'entityType', label: t.entityType, options: Object.entries(texts.entities) },
    { name: 'level', label: t.level, options: Object.entries(t.levels) },
    { name: 'severity', label: t.severity, options: Object.entries(t.severities) },
    ...(viewOf(search) === 'flat'
      ? [{ name: 'status' as const, label: t.status, options: Object.entries(t.statuses), any: t.statusesOpen }]
      : []),
    { name: 'muted', label: t.muted, options: MUTED, any: t.mutedHidden },
  ];
  const searchFor = (words: string): void => onChange({ search: words }, { replace: true });
  return (
    <Group gap="sm" align="end" role="search" aria-label={t.filters}>
      <SearchField label={t.search} hint={t.searchHint} value={search.search ?? ''} onChange={searchFor} />
      {filters.map(({ name, ...filter }) => (
        <Filter key={name} {...filter} value={search[name]} onChange={(value) => onChange({ [name]: value })} />
      ))}
      {hasFilters(search) ? (
        <Button variant="subtle" onClick={() => onChange(NO_FILTERS)}>
          {t.clearFilters}
        </Button>
      ) : null}
    </Group>
  );
}
