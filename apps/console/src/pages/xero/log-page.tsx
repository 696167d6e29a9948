import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { logQuery, type LogEntry } from '../../api/xero.ts';
import { DataList } from '../../display/data-list.tsx';
import { SearchField } from '../../display/filters.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { xeroTexts } from '../../texts/xero.ts';
import { changed } from '../address.ts';
import { DayField } from './day-field.tsx';
import { XeroFrame } from './xero-frame.tsx';
import { xeroLogRoute } from './xero-routes.ts';
import { logOf, type LogSearch } from './xero-search.ts';

const t = xeroTexts.log;

/** What happened, by id in Autotask or by day (XI-07). */
export function LogPage(): ReactNode {
  const search = xeroLogRoute.useSearch();
  const navigate = xeroLogRoute.useNavigate();
  const change = (part: { [Name in keyof LogSearch]?: LogSearch[Name] | undefined }, replace = false): void =>
    void navigate({ search: (before) => changed(before, part), replace, resetScroll: false });
  return (
    <XeroFrame title={xeroTexts.places.log} lead={t.lead}>
      <Group gap="sm" align="end" role="search" aria-label={xeroTexts.invoices.filters}>
        <SearchField
          label={t.id}
          hint={t.idHint}
          value={search.externalId ?? ''}
          onChange={(externalId) => change({ externalId }, true)}
        />
        <DayField label={t.day} value={search.day} onChange={(day) => change({ day })} />
      </Group>
      <Entries search={search} />
    </XeroFrame>
  );
}

function Entries({ search }: { search: LogSearch }): ReactNode {
  const { data, error, refetch } = useQuery(logQuery(logOf(search)));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  if (data.length === 0) return <EmptyState title={t.none}>{t.noneWhy}</EmptyState>;
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {t.found(data.length)}
      </Text>
      <DataList
        label={t.list}
        items={data}
        total={data.length}
        keyOf={({ at, kind, externalId, text }) => `${at} ${kind} ${externalId} ${text}`}
        rowHeight={52}
        row={(entry) => <Entry entry={entry} />}
      />
    </Stack>
  );
}

function Entry({ entry: { at, kind, externalId, number, text } }: { entry: LogEntry }): ReactNode {
  const what = [t.kinds[kind], number === '' ? externalId : number].join(' ').trim();
  return (
    <Stack gap={0} py={8} px="xs">
      <Text size="sm" className="wrap-anywhere">
        {text}
      </Text>
      <Text size="xs" c="dimmed">
        <TimeAgo at={at} /> · {what}
      </Text>
    </Stack>
  );
}
