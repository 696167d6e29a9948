import { Alert, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Which } from '../../api/connectors.ts';
import { confirmDeletions, discardDeletions, heldDeletionsQuery, type HeldDeletion } from '../../api/held-deletions.ts';
import type { Integration } from '../../api/integrations.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { Section } from '../../display/section.tsx';
import { ErrorState } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { useAction } from '../../display/use-action.ts';
import { heldDeletionTexts } from '../../texts/held-deletions.ts';

const t = heldDeletionTexts;
const concerns = ['integrations'];

/** What a full sync of the integration found missing and did not mark; there only where something waits (architecture rule 8). */
export function HeldDeletions({ which }: { which: Which }): ReactNode {
  const { data, error, refetch } = useQuery(heldDeletionsQuery(which));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={t.title} lead={t.lead}>
      {data.items.map((deletion) => (
        <Held key={deletion.type} integration={which} deletion={deletion} />
      ))}
    </Section>
  );
}

interface HeldProps {
  integration: Pick<Integration, 'id' | 'provider'> & { name?: string };
  deletion: HeldDeletion;
}

/** Entities of one kind that are missing: a person says whether they were deleted. */
export function Held({ integration, deletion }: HeldProps): ReactNode {
  const { type, label, missing, linked, examples, heldAt } = deletion;
  const which = { ...integration, type };
  const confirm = useAction({ act: confirmDeletions, says: () => t.confirmed, concerns });
  const discard = useAction({ act: discardDeletions, says: () => t.discarded, concerns });
  const title = [integration.name, t.text(missing, linked, label)].filter((part) => part !== undefined).join(': ');
  return (
    <Alert color="yellow" title={title}>
      <Stack gap="xs">
        <Text size="sm" className="wrap-anywhere">
          {examples.length === 0 ? '' : `${t.examples(examples.join(', '))} · `}
          {t.since} <TimeAgo at={heldAt} />
        </Text>
        <Group gap="xs">
          <AskFirst
            variant="default"
            size="xs"
            label={t.discard}
            says={t.discardSays}
            loading={discard.isPending}
            onConfirm={() => discard.mutate(which)}
          />
          <AskFirst
            variant="default"
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
