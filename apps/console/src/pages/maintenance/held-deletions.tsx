import { Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { heldDeletionsQuery } from '../../api/held-deletions.ts';
import type { Integration } from '../../api/integrations.ts';
import { Section } from '../../display/section.tsx';
import { ErrorState } from '../../display/states.tsx';
import { heldDeletionTexts } from '../../texts/held-deletions.ts';
import { Held } from '../integration/held-deletions.tsx';

const t = heldDeletionTexts;

/** What full syncs found missing, of all integrations. */
export function HeldDeletions({ integrations }: { integrations: readonly Integration[] }): ReactNode {
  const asked = useQueries({ queries: integrations.map((integration) => heldDeletionsQuery(integration)) });
  const held = integrations.flatMap((integration, index) =>
    (asked[index]?.data?.items ?? []).map((deletion) => ({ integration, deletion })),
  );
  const failed = asked.find(({ error }) => error !== null);
  const isAnswered = asked.every(({ data }) => data !== undefined);
  return (
    <Section title={t.title} lead={t.lead}>
      {failed ? <ErrorState error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      {isAnswered && held.length === 0 ? <Text size="sm">{t.none}</Text> : null}
      {held.map(({ integration, deletion }) => (
        <Held key={`${integration.id} ${deletion.type}`} integration={integration} deletion={deletion} />
      ))}
    </Section>
  );
}
