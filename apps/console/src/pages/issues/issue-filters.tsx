import { Button, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { integrationsQuery } from '../../api/integrations.ts';
import { texts } from '../../texts/index.ts';
import { hasFilters, viewOf, type ChangeSearch, type IssueSearch } from './issue-search.ts';

const t = texts.issues;
const TYPING_MS = 300;

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

type Choices = readonly (readonly [string, string])[];
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
      <SearchField value={search.search ?? ''} onChange={searchFor} />
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

interface FilterProps {
  label: string;
  value: string | undefined;
  options: Choices;
  any?: string;
  onChange: (value: string | undefined) => void;
}

function Filter({ label, value, options, any = t.any, onChange }: FilterProps): ReactNode {
  return (
    <Select
      label={label}
      placeholder={any}
      flex="1 1 110px"
      maw={180}
      clearable
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      data={options.map(([key, name]) => ({ value: key, label: name }))}
    />
  );
}

/** What is typed goes into the address once the typing pauses. */
function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }): ReactNode {
  const [typed, setTyped] = useState(value);
  const tell = useDebouncedCallback(onChange, TYPING_MS);
  const [told, setTold] = useState(value);
  if (told !== value) {
    setTold(value);
    setTyped(value);
  }
  return (
    <TextInput
      label={t.search}
      placeholder={t.searchHint}
      type="search"
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        tell(currentTarget.value);
      }}
      flex="1 1 180px"
      maw={320}
    />
  );
}
