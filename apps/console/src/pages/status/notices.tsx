import { Card, Group, Text, Timeline } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Incident, Maintenance } from '../../api/status.ts';
import { StateBadge } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { operationTexts } from '../../texts/operations.ts';

const t = operationTexts.status;

/** What is known to be wrong (OP-03). */
export function IncidentList({ incidents }: { incidents: readonly Incident[] }): ReactNode {
  if (incidents.length === 0) return <None>{t.incidentsNone}</None>;
  return incidents.map(({ id, title, scope, services, startsAt, stage, updates }) => (
    <Card key={id} withBorder padding="sm" component="article" aria-label={title}>
      <Head title={title} badge={<StateBadge tone="warn">{t.stages[stage]}</StateBadge>} />
      <Text size="sm" c="dimmed">
        {[t.scopes[scope], ...services].join(' · ')} · {t.since} <TimeAgo at={startsAt} />
      </Text>
      <Timeline bulletSize={14} lineWidth={2} mt="sm">
        {updates.toReversed().map((update) => (
          <Timeline.Item key={`${update.at} ${update.stage}`} title={<Text size="sm">{update.text}</Text>}>
            <Text size="xs" c="dimmed">
              {t.stages[update.stage]} · <TimeAgo at={update.at} />
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </Card>
  ));
}

/** What will not work for a while, and when (OP-04). */
export function MaintenanceList({ maintenance }: { maintenance: readonly Maintenance[] }): ReactNode {
  if (maintenance.length === 0) return <None>{t.maintenanceNone}</None>;
  return maintenance.map(({ id, title, scope, services, startsAt, endsAt, state, updates }) => (
    <Card key={id} withBorder padding="sm" component="article" aria-label={title}>
      <Head
        title={title}
        badge={<StateBadge tone={state === 'under_way' ? 'warn' : 'calm'}>{t.maintenanceStates[state]}</StateBadge>}
      />
      <Text size="sm" c="dimmed">
        {[t.scopes[scope], ...services].join(' · ')} · <TimeAgo at={startsAt} /> · {t.ends} <TimeAgo at={endsAt} />
      </Text>
      <Text size="sm">{updates.at(-1)?.text}</Text>
    </Card>
  ));
}

function Head({ title, badge }: { title: string; badge: ReactNode }): ReactNode {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text fw={600} className="wrap-anywhere">
        {title}
      </Text>
      {badge}
    </Group>
  );
}

function None({ children }: { children: string }): ReactNode {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  );
}
