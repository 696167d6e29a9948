import { Card, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageLink } from '../../display/links.tsx';
import type { Endpoint } from '../../api/webhooks.ts';
import { StateBadge, type Tone } from '../../display/states.tsx';
import { webhookTexts } from '../../texts/webhooks.ts';
import { entityName } from '../../display/names.ts';

const t = webhookTexts.webhooks;
const TONES: Readonly<Record<Endpoint['state'], Tone>> = { active: 'good', paused: 'calm', disabled: 'bad', removed: 'calm' };

export function EndpointCard({ endpoint }: { endpoint: Endpoint }): ReactNode {
  const { id, url, description, health } = endpoint;
  return (
    <Card withBorder component="article" aria-label={description}>
      <Group justify="space-between" wrap="nowrap" align="start">
        <Title order={2} className="wrap-anywhere">
          <PageLink to="/webhooks/$endpointId" params={{ endpointId: id }} inherit>
            {description}
          </PageLink>
        </Title>
        <EndpointState endpoint={endpoint} />
      </Group>
      <Text size="sm" className="wrap-anywhere">
        {url}
      </Text>
      <Text size="sm" c="dimmed" className="wrap-anywhere">
        {whatItIsToldOf(endpoint)}
        {health.failures === 0 ? '' : ` · ${t.failing(health.failures)}`}
      </Text>
    </Card>
  );
}

export function EndpointState({ endpoint: { state, health } }: { endpoint: Endpoint }): ReactNode {
  const isHeld = state === 'active' && health.failures > 0;
  return <StateBadge tone={isHeld ? 'warn' : TONES[state]}>{isHeld ? t.failing(health.failures) : t.states[state]}</StateBadge>;
}

function whatItIsToldOf({ eventTypes, entityTypes }: Endpoint): string {
  const events = eventTypes.includes('*') ? t.allEvents : eventTypes.join(', ');
  return `${events} ${entityTypes === null ? t.allEntities : t.of(entityTypes.map(entityName).join(', '))}`;
}
