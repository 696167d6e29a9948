import { Card, Group, List, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ServiceStatus } from '../../api/status.ts';
import { StateBadge } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { operationTexts } from '../../texts/operations.ts';
import { STATUS_TONES } from './status-page.tsx';

const t = operationTexts.status;

/** One service: its state, how it answers, and what waits for it. */
export function ServiceCard({ service }: { service: ServiceStatus }): ReactNode {
  const { name, state, since, cause, replicas } = service;
  const troubled = replicas.filter(({ state: now, trouble }) => now !== 'ready' || trouble !== undefined);
  return (
    <Card withBorder padding="sm" component="article" aria-label={name}>
      <Group justify="space-between" wrap="nowrap">
        <Text fw={600}>{name}</Text>
        <StateBadge tone={STATUS_TONES[state]}>{t.states[state]}</StateBadge>
      </Group>
      {cause === undefined ? null : (
        <Text size="sm" className="wrap-anywhere">
          {cause}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {t.since} <TimeAgo at={since} /> · {t.replicas(replicas.length)} · {answersOf(service)}
      </Text>
      {troubled.length === 0 ? null : (
        <List size="sm">
          {troubled.map(({ name: replica = t.replica, state: now, startedAt, trouble }) => (
            <List.Item key={`${replica} ${startedAt}`}>
              {replica}: {t.replicaStates[now]}
              {trouble === undefined ? '' : ` (${trouble})`}
            </List.Item>
          ))}
        </List>
      )}
      <Queues queues={service.queues} />
    </Card>
  );
}

function answersOf({ api, databaseSeconds }: ServiceStatus): string {
  const { requests, errorRate, p95Seconds } = api;
  return [
    t.requests(requests),
    ...(requests === 0 ? [] : [t.errorRate(errorRate)]),
    ...(p95Seconds === undefined ? [] : [t.p95(p95Seconds)]),
    ...(databaseSeconds === undefined ? [] : [t.database(databaseSeconds)]),
  ].join(' · ');
}

function Queues({ queues }: Pick<ServiceStatus, 'queues'>): ReactNode {
  const waiting = queues.filter((queue) => queue.waiting > 0);
  if (queues.length === 0) return null;
  return (
    <Text size="sm" c="dimmed" component="div">
      {t.queues}: {waiting.length === 0 ? t.queuesIdle : null}
      {waiting.length === 0 ? null : (
        <List size="sm">
          {waiting.map(({ topic, group, waiting: messages, oldestSeconds }) => (
            <List.Item key={`${topic} ${group}`} className="wrap-anywhere">
              {topic}: {t.waiting(messages, oldestSeconds)}
            </List.Item>
          ))}
        </List>
      )}
    </Text>
  );
}
