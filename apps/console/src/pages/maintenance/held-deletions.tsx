import { Alert, Group, Stack, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { confirmDeletions, discardDeletions, heldDeletionsQuery, type HeldDeletion } from '../../api/maintenance.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { Section } from '../../display/section.tsx';
import { ErrorState } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { useAction } from '../../display/use-action.ts';
import { operationTexts } from '../../texts/operations.ts';

const t = operationTexts.maintenance;
const concerns = ['integrations'];

interface Named {
  id: string;
  provider: string;
  name: string;
}

/** What a full sync found missing, and a person decides (architecture rule 8). */
export function HeldDeletions({ integrations }: { integrations: readonly Named[] }): ReactNode {
  const asked = useQueries({ queries: integrations.map((integration) => heldDeletionsQuery(integration)) });
  const held = integrations.flatMap((integration, index) =>
    (asked[index]?.data?.items ?? []).map((deletion) => ({ integration, deletion })),
  );
  const failed = asked.find(({ error }) => error !== null);
  const isAnswered = asked.every(({ data }) => data !== undefined);
  return (
    <Section title={t.held} lead={t.heldHow}>
      {failed ? <ErrorState error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      {isAnswered && held.length === 0 ? <Text size="sm">{t.heldNone}</Text> : null}
      {held.map(({ integration, deletion }) => (
        <Held key={`${integration.id} ${deletion.type}`} integration={integration} deletion={deletion} />
      ))}
    </Section>
  );
}

function Held({ integration, deletion }: { integration: Named; deletion: HeldDeletion }): ReactNode {
  const { type, label, missing, linked, examples, heldAt } = deletion;
  const which = { ...integration, type };
  const confirm = useAction({ act: confirmDeletions, says: () => t.confirmed, concerns });
  const discard = useAction({ act: discardDeletions, says: () => t.discarded, concerns });
  return (
    <Alert color="yellow" title={`${integration.name}: ${t.heldText(missing, linked, label)}`}>
      <Stack gap="xs">
        <Text size="sm" className="wrap-anywhere">
          {examples.length === 0 ? '' : `${t.examples(examples.join(', '))} · `}
          {t.heldSince} <TimeAgo at={heldAt} />
        </Text>
        <Group gap="xs">
          <AskFirst variant="default" size="xs" label={t.discard} says={t.discardSays} onConfirm={() => discard.mutate(which)} />
          <AskFirst
            size="xs"
            label={t.confirm}
            says={t.confirmSays(missing)}
            loading={confirm.isPending}
            onConfirm={() => confirm.mutate(which)}
          />
        </Group>
      </Stack>
    </Alert>
  );
}
