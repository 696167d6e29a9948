import { List, Paper, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { WebhookReport } from '../../api/connectors.ts';
import { entityName } from '../../display/names.ts';
import { TimeAgo } from '../../display/time-ago.tsx';
import { integrationTexts } from '../../texts/integrations.ts';

const t = integrationTexts.webhooks;

/** What was delivered, what failed or never came, and what was done about it (AT-103). */
export function WebhookHistory({ report }: { report: WebhookReport }): ReactNode {
  const { failures, repairs, backfills } = report;
  return (
    <Paper withBorder p="md" component="section" aria-label={t.report}>
      <Stack gap="md">
        <div>
          <Title order={2}>{t.report}</Title>
          <CheckedAt report={report} />
        </div>
        <Received report={report} />
        <Events title={t.failures} none={t.noFailures}>
          {failures.map(({ webhookId, at, entityType, message }) => (
            <Event key={`${webhookId} ${at} ${message}`} at={at} kind={entityType} says={message} />
          ))}
        </Events>
        <Events title={t.repairs} none={t.noRepairs}>
          {repairs.map(({ at, entityType, detail, outcome }) => (
            <Event key={`${at} ${detail}`} at={at} kind={entityType} says={`${t.outcomes[outcome]}: ${detail}`} />
          ))}
        </Events>
        <Events title={t.backfills} none={t.noBackfills}>
          {backfills.map(({ since, entityType, reason, read, unseen, finishedAt }) => (
            <Event
              key={`${since} ${entityType} ${reason}`}
              at={finishedAt ?? since}
              kind={entityType}
              says={`${t.reasons[reason]}: ${finishedAt === undefined ? t.underWay : t.backfilled(read, unseen)}`}
            />
          ))}
        </Events>
      </Stack>
    </Paper>
  );
}

function CheckedAt({ report: { checkedAt, nextCheckAt, callsSpent } }: { report: WebhookReport }): ReactNode {
  return (
    <Text size="sm" c="dimmed">
      {t.checked} {checkedAt === undefined ? t.never : <TimeAgo at={checkedAt} />}
      {nextCheckAt === undefined ? null : (
        <>
          {' · '}
          {t.nextCheck} <TimeAgo at={nextCheckAt} />
        </>
      )}
      {' · '}
      {t.spent(callsSpent)}
    </Text>
  );
}

function Received({ report: { received } }: { report: WebhookReport }): ReactNode {
  if (received.length === 0) return null;
  return (
    <Table fz="sm" aria-label={t.received}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t.kind}</Table.Th>
          <Table.Th ta="right">{t.count}</Table.Th>
          <Table.Th>{t.last}</Table.Th>
          <Table.Th>{t.sound}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {received.map(({ webhookId, entityType, received: count, lastAt, soundAt, gaps }) => (
          <Table.Tr key={webhookId}>
            <Table.Td>{entityName(entityType)}</Table.Td>
            <Table.Td ta="right">{count.toLocaleString('en')}</Table.Td>
            <Table.Td>{lastAt === undefined ? t.never : <TimeAgo at={lastAt} />}</Table.Td>
            <Table.Td>
              <TimeAgo at={soundAt} /> · {t.gaps(gaps.filter(({ filledAt }) => filledAt === undefined).length)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Events({ title, none, children }: { title: string; none: string; children: readonly ReactNode[] }): ReactNode {
  return (
    <div>
      <Title order={3}>{title}</Title>
      {children.length === 0 ? (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      ) : (
        <List size="sm">{children}</List>
      )}
    </div>
  );
}

function Event({ at, kind, says }: { at: string; kind: string; says: string }): ReactNode {
  return (
    <List.Item className="wrap-anywhere">
      <TimeAgo at={at} /> · {entityName(kind)} · {says}
    </List.Item>
  );
}
