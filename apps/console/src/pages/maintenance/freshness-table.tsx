import { Card, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { freshnessQuery, type Freshness } from '../../api/integrations.ts';
import { ErrorState, LoadingState, StateBadge } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { operationTexts } from '../../texts/operations.ts';
import { entityName } from '../../display/names.ts';

const t = operationTexts.maintenance;

interface FreshnessTableProps {
  integration: { id: string; provider: string; name: string };
}

/** When both sides were last known to agree, by kind of record. */
export function FreshnessTable({ integration }: FreshnessTableProps): ReactNode {
  const { data, error, refetch } = useQuery(freshnessQuery(integration));
  return (
    <Card withBorder padding="sm">
      <Text fw={600}>{integration.name}</Text>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState lines={2} /> : null}
      {data ? (
        <Table withRowBorders={false} verticalSpacing={4}>
          <Table.Tbody>
            {data.items.map((item) => (
              <Row key={item.entityType} item={item} />
            ))}
          </Table.Tbody>
        </Table>
      ) : null}
    </Card>
  );
}

function Row({ item }: { item: Freshness['items'][number] }): ReactNode {
  const { entityType, agreedAt, objectiveSeconds, isLate } = item;
  return (
    <Table.Tr>
      <Table.Th fw={500}>{entityName(entityType)}</Table.Th>
      <Table.Td>{agreedAt === undefined ? t.never : <TimeAgo at={agreedAt} />}</Table.Td>
      <Table.Td visibleFrom="xs">
        <Text size="sm" c="dimmed">
          {t.objective(objectiveSeconds)}
        </Text>
      </Table.Td>
      <Table.Td ta="end">
        <StateBadge tone={isLate ? 'warn' : 'good'}>{isLate ? t.late : t.fresh}</StateBadge>
      </Table.Td>
    </Table.Tr>
  );
}
