import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PageLink } from '../../display/links.tsx';
import { causesQuery } from '../../api/issues.ts';
import { ErrorState, LoadingState, StateBadge } from '../../display/states.tsx';
import { providerName } from '../../display/names.ts';
import { texts } from '../../texts/index.ts';

const t = texts.overview;
const SHOWN = 5;

/** What is wrong, the most frequent first; each leads to what mends it. */
export function OpenCauses(): ReactNode {
  const { data, error, refetch } = useQuery(causesQuery({}));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState lines={2} />;
  return (
    <Card withBorder component="section" aria-label={t.causes}>
      <Group justify="space-between">
        <Title order={2}>{t.causes}</Title>
        <PageLink to="/issues" size="sm">
          {t.allIssues}
        </PageLink>
      </Group>
      {data.items.length === 0 ? (
        <Group gap="xs" mt="sm" c="teal">
          <IconCircleCheck size={20} aria-hidden />
          <Text c="var(--mantine-color-text)">{t.allWell}</Text>
        </Group>
      ) : (
        <Stack gap="xs" mt="sm">
          {data.items.slice(0, SHOWN).map(({ cause, part, open }) => (
            <Group key={`${cause.id} ${part?.value ?? ''}`} justify="space-between" wrap="nowrap" gap="md">
              <PageLink to="/issues" search={{ view: 'causes', cause: cause.id }} className="wrap-anywhere" lineClamp={2}>
                {providerName(cause.provider)}: {cause.message}
              </PageLink>
              <StateBadge tone="bad">{texts.issues.affected(open)}</StateBadge>
            </Group>
          ))}
        </Stack>
      )}
    </Card>
  );
}
