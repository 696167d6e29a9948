import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { endStatusSubscription, statusSubscriptionsQuery, subscribeToStatus } from '../../api/status.ts';
import { Section } from '../../display/section.tsx';
import { ErrorState } from '../../display/states.tsx';
import { useAction } from '../../display/use-action.ts';
import { operationTexts } from '../../texts/operations.ts';

const t = operationTexts.status;
const concerns = ['status'];

/** Who hears of the status by mail (OP-04). */
export function StatusMail(): ReactNode {
  const { data, error, refetch } = useQuery(statusSubscriptionsQuery);
  const subscribe = useAction({ act: subscribeToStatus, says: () => t.subscribed, concerns });
  const end = useAction({ act: endStatusSubscription, says: () => t.unsubscribed, concerns });
  return (
    <Section title={t.mail} lead={t.mailHow}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data?.items
        .filter(({ state }) => state !== 'ended')
        .map(({ id, email, state }) => (
          <Group key={id} gap="sm">
            <Text size="sm" className="wrap-anywhere">
              {email}
              {state === 'pending' ? ` · ${t.pending}` : ''}
            </Text>
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => end.mutate(id)}>
              {t.unsubscribe}
            </Button>
          </Group>
        ))}
      <div>
        <Button variant="default" loading={subscribe.isPending} onClick={() => subscribe.mutate()}>
          {t.subscribe}
        </Button>
      </div>
    </Section>
  );
}
