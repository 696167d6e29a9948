import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ownRunQuery, startOwnRun, type OwnKind, type Which } from '../../api/connectors.ts';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { useAction } from '../../display/use-action.ts';
import { integrationTexts } from '../../texts/integrations.ts';

const t = integrationTexts.ownRun;

/** The job that reads what is mapped on the page, as a whole or in part, with what stands here of it (AT-35, AT-36, AT-40). */
export function OwnRunPanel({ which, kind }: { which: Which; kind: OwnKind }): ReactNode {
  const { data, error, refetch } = useQuery(ownRunQuery(which, kind));
  const start = useAction({
    act: (parts: string[] | undefined) => startOwnRun(which, kind, parts),
    says: () => t.started,
    concerns: ['integrations'],
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState lines={1} />;
  const { title, parts } = data;
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Stack gap="sm">
        <Title order={2}>{title}</Title>
        {parts.length === 0 ? (
          <Text size="sm">{t.nothing}</Text>
        ) : (
          <>
            <Group>
              <Button loading={start.isPending} onClick={() => start.mutate(undefined)}>
                {title}
              </Button>
            </Group>
            {parts.map(({ key, label, imported }) => (
              <Group key={key} justify="space-between" wrap="nowrap">
                <Text size="sm" className="wrap-anywhere">
                  {label}
                  {imported === undefined ? '' : ` · ${t.imported(imported)}`}
                </Text>
                <Button
                  size="compact-sm"
                  variant="default"
                  flex="none"
                  aria-label={t.one(label)}
                  onClick={() => start.mutate([key])}
                >
                  {t.onlyThis}
                </Button>
              </Group>
            ))}
          </>
        )}
      </Stack>
    </Paper>
  );
}
