import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { deliveryQuery, redeliver, type DeliveryDetail } from '../../api/webhooks.ts';
import { readable } from '../../display/readable.ts';
import { Section } from '../../display/section.tsx';
import { SideDrawer } from '../../display/side-drawer.tsx';
import { ErrorState, LoadingState, StateBadge } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { useAction } from '../../display/use-action.ts';
import { webhookTexts } from '../../texts/webhooks.ts';
import { DELIVERY_TONES } from './delivery-list.tsx';
import { resultOf } from './endpoint-health.tsx';

const t = webhookTexts.deliveries;

interface DeliveryDrawerProps {
  id: string;
  deliveryId: string | undefined;
  onClose: () => void;
}

/** One delivery: what was sent, and what was answered at each try. */
export function DeliveryDrawer({ id, deliveryId, onClose }: DeliveryDrawerProps): ReactNode {
  const { data, error, refetch } = useQuery({
    ...deliveryQuery({ id, deliveryId: deliveryId ?? '' }),
    enabled: deliveryId !== undefined,
  });
  return (
    <SideDrawer title={data?.eventType ?? t.details} isOpen={deliveryId !== undefined} onClose={onClose}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Content id={id} delivery={data} /> : null}
      {!data && !error ? <LoadingState /> : null}
    </SideDrawer>
  );
}

function Content({ id, delivery }: { id: string; delivery: DeliveryDetail }): ReactNode {
  const { state, tries, eventId, createdAt, body } = delivery;
  const again = useAction({ act: redeliver, says: () => t.redeliveredOne, concerns: ['webhooks'] });
  return (
    <>
      <Stack gap={6}>
        <Group gap="xs">
          <StateBadge tone={DELIVERY_TONES[state]}>{t.states[state]}</StateBadge>
          <Text size="sm" c="dimmed">
            {t.tries(tries)} · {t.made} <TimeAgo at={createdAt} />
          </Text>
        </Group>
        <Text size="xs" c="dimmed" className="wrap-anywhere">
          {t.eventId(eventId)}
        </Text>
      </Stack>
      {state === 'waiting' ? null : (
        <div>
          <Button loading={again.isPending} onClick={() => again.mutate({ id, deliveryId: delivery.id })}>
            {t.redeliver}
          </Button>
        </div>
      )}
      <Attempts attempts={delivery.attempts} />
      <Section title={t.payload}>
        <Code block tabIndex={0}>
          {readable(body)}
        </Code>
      </Section>
    </>
  );
}

function Attempts({ attempts }: Pick<DeliveryDetail, 'attempts'>): ReactNode {
  return (
    <Section title={t.attempts}>
      {attempts.length === 0 ? <Text size="sm">{t.attemptsNone}</Text> : null}
      {attempts.toReversed().map((attempt) => (
        <Stack key={attempt.at} gap={4}>
          <Text size="sm">
            <b>{resultOf(attempt)}</b> · {webhookTexts.webhooks.took(attempt.durationMs)} · <TimeAgo at={attempt.at} />
          </Text>
          {attempt.answer === '' ? (
            <Text size="xs" c="dimmed">
              {t.answerEmpty}
            </Text>
          ) : (
            <Code block tabIndex={0}>
              {readable(attempt.answer)}
            </Code>
          )}
        </Stack>
      ))}
    </Section>
  );
}
