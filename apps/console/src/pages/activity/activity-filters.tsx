import { Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { userQuery, usersNamedQuery } from '../../api/users.ts';
import { Filter, type Choices } from '../../display/filters.tsx';
import { FindSelect } from '../../display/find-select.tsx';
import { texts } from '../../texts/index.ts';
import { operationTexts } from '../../texts/operations.ts';
import { hasFilters, NO_FILTERS, type ActivitySearch, type ChangeActivitySearch } from './activity-search.ts';

const t = operationTexts.activity;
const TYPES: Choices = Object.entries({ ...texts.entities, ...t.recordTypes });
const KINDS: Choices = Object.entries(t.actorKinds);
/** What a link may narrow the list to, and nobody chooses by hand. */
const BY_LINK = ['recordId', 'actorId', 'kind', 'field', 'source'] as const;

interface ActivityFiltersProps {
  search: ActivitySearch;
  onChange: ChangeActivitySearch;
}

export function ActivityFilters({ search, onChange }: ActivityFiltersProps): ReactNode {
  return (
    <Group gap="sm" align="end" role="search" aria-label={t.filters}>
      <PersonFilter value={search.person} onChange={(person) => onChange({ person })} />
      <Filter
        label={t.recordType}
        options={TYPES}
        value={search.recordType}
        onChange={(recordType) => onChange({ recordType })}
      />
      <Filter
        label={t.actorKind}
        options={KINDS}
        value={search.actorKind}
        onChange={(value) => onChange({ actorKind: value as ActivitySearch['actorKind'] })}
      />
      <Day label={t.since} value={search.since} onChange={(since) => onChange({ since })} />
      <Day label={t.until} value={search.until} onChange={(until) => onChange({ until })} />
      {BY_LINK.filter((name) => search[name] !== undefined).map((name) => (
        <Button
          key={name}
          variant="default"
          aria-label={t.drop(narrowedTo(name, search[name]))}
          onClick={() => onChange({ [name]: undefined })}
          rightSection="×"
        >
          {t.only(narrowedTo(name, search[name]))}
        </Button>
      ))}
      {hasFilters(search) ? (
        <Button variant="subtle" onClick={() => onChange(NO_FILTERS)}>
          {t.clearFilters}
        </Button>
      ) : null}
    </Group>
  );
}

function narrowedTo(name: (typeof BY_LINK)[number], value = ''): string {
  return name === 'recordId' || name === 'actorId' ? t.thisRecord : value;
}

function useUsers(words: string): Choices {
  const { data } = useQuery(usersNamedQuery(words));
  return (data?.items ?? []).map(({ id, name, email }) => [id, `${name} (${email})`]);
}

function PersonFilter({ value, onChange }: { value: string | undefined; onChange: (id?: string) => void }): ReactNode {
  const { data } = useQuery({ ...userQuery(value ?? ''), enabled: value !== undefined });
  return (
    <FindSelect
      label={t.person}
      placeholder={t.anybody}
      nothingFoundMessage={t.personNone}
      flex="1 1 180px"
      maw={280}
      clearable
      known={data && value !== undefined ? [value, `${data.data.name} (${data.data.email})`] : undefined}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      useFound={useUsers}
    />
  );
}

interface DayProps {
  label: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
}

function Day({ label, value, onChange }: DayProps): ReactNode {
  return (
    <TextInput
      type="date"
      label={label}
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
      flex="1 1 130px"
      maw={160}
    />
  );
}
