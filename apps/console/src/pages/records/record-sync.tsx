import { Button, Group, Paper, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { integrationsQuery } from '../../api/integrations.ts';
import { syncRecord, type BusinessRecord, type RecordKind, type SyncOfRecord } from '../../api/records.ts';
import { PageLink } from '../../display/links.tsx';
import { providerName } from '../../display/names.ts';
import { Section } from '../../display/section.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { useAction } from '../../display/use-action.ts';
import { isAllowed, sessionQuery } from '../../session/session.ts';
import { texts } from '../../texts/index.ts';
import { EDITORS, ENTITIES } from './record-search.ts';
import { conflictValue, fieldName, recordTitle } from './record-view.ts';
import { SyncBadge } from './sync-badge.tsx';

const t = texts.records;

interface RecordSyncProps {
  kind: RecordKind;
  record: BusinessRecord;
}

/** How a record stands in each PSA, and bringing it into step now (SY-30). */
export function RecordSync({ kind, record }: RecordSyncProps): ReactNode {
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { data: integrations } = useQuery(integrationsQuery);
  const known = Object.entries(record.sync);
  return (
    <Section title={t.sync}>
      {known.length === 0 ? <Text size="sm">{t.syncNone}</Text> : null}
      {known.map(([id, sync]) => {
        const integration = integrations?.items.find((one) => one.id === id);
        const name = integration?.name ?? integration?.provider ?? '';
        return <Standing key={id} name={name} sync={sync} issues={{ entityType: ENTITIES[kind], search: recordTitle(record) }} />;
      })}
      {isAllowed(session, EDITORS[kind]) ? <SyncNow kind={kind} id={record.id} /> : null}
    </Section>
  );
}

function SyncNow({ kind, id }: { kind: RecordKind; id: string }): ReactNode {
  const sync = useAction({
    act: async (which: Parameters<typeof syncRecord>[0]) => {
      const { integrations } = await syncRecord(which);
      for (const one of integrations) tell(one);
      if (integrations.length === 0) notifications.show({ message: t.syncNobody, color: 'yellow' });
    },
    concerns: ['records'],
  });
  return (
    <Group>
      <Button
        leftSection={<IconRefresh size={16} aria-hidden />}
        loading={sync.isPending}
        onClick={() => sync.mutate({ kind, id })}
      >
        {t.syncNow}
      </Button>
    </Group>
  );
}

function tell({ provider, result, message }: Awaited<ReturnType<typeof syncRecord>>['integrations'][number]): void {
  if (result === 'accepted') notifications.show({ message: t.syncAccepted(providerName(provider)), color: 'teal' });
  else notifications.show({ message: `${providerName(provider)}: ${message ?? ''}`, color: 'red', autoClose: 10_000 });
}

interface StandingProps {
  name: string;
  sync: SyncOfRecord;
  /** Where what failed is told of. */
  issues: { entityType: string; search: string };
}

function Standing({ name, sync, issues }: StandingProps): ReactNode {
  const { at, message, externalId, seenAt, deletedAt, conflicts, status } = sync;
  return (
    <Paper withBorder p="sm">
      <Stack gap={6}>
        <Group justify="space-between">
          <Text fw={600}>{name}</Text>
          <SyncBadge sync={sync} />
        </Group>
        {message === undefined ? null : (
          <Text size="sm" className="wrap-anywhere">
            {message}
          </Text>
        )}
        {status === 'failed' || status === 'warning' ? (
          <PageLink to="/issues" search={{ view: 'flat', ...issues }} size="sm">
            {t.whyIssue}
          </PageLink>
        ) : null}
        <Text size="sm" c="dimmed">
          <TimeAgo at={at} />
          {externalId === undefined ? null : ` · ${t.externalId} ${externalId}`}
          {seenAt === undefined ? null : (
            <>
              {' '}
              · {t.seen} <TimeAgo at={seenAt} />
            </>
          )}
        </Text>
        {deletedAt === undefined ? null : (
          <Text size="sm">
            {t.deleted} <TimeAgo at={deletedAt} />
          </Text>
        )}
        {conflicts.length === 0 ? null : <Conflicts conflicts={conflicts} />}
      </Stack>
    </Paper>
  );
}

function Conflicts({ conflicts }: Pick<SyncOfRecord, 'conflicts'>): ReactNode {
  return (
    <Table.ScrollContainer minWidth={400} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table captionSide="top">
        <Table.Caption>
          {t.conflicts}. {t.conflictsHow}
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.fields}</Table.Th>
            <Table.Th>{t.ours}</Table.Th>
            <Table.Th>{t.theirs}</Table.Th>
            <Table.Th>{t.which}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {conflicts.map(({ field, local, external, kept, at }) => (
            <Table.Tr key={`${field} ${at}`}>
              <Table.Th scope="row">{fieldName(field, t.fieldNames)}</Table.Th>
              <Table.Td className="wrap-anywhere">{conflictValue(local)}</Table.Td>
              <Table.Td className="wrap-anywhere">{conflictValue(external)}</Table.Td>
              <Table.Td>
                {t.kept[kept]} <TimeAgo at={at} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
