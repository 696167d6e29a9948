import { Alert, Group, Paper, Progress, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { cancelSync, type Which } from '../../api/connectors.ts';
import type { SyncRun } from '../../api/integrations.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { StateBadge, type Tone } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { useAction } from '../../display/use-action.ts';
import { integrationTexts } from '../../texts/integrations.ts';
import { figuresOf } from './run-figures.ts';

const t = integrationTexts.sync;

/** A sync under way: how far it is, how fast, what it costs, when it ends, and a way to stop it. */
export function RunningRun({ which, run }: { which: Which; run: SyncRun }): ReactNode {
  const { id, kind, phase, done, total, rate, callsSpent, waitsFor } = run;
  const { share, endsAt } = figuresOf(run, new Date());
  const cancel = useAction({ act: () => cancelSync(which, id), says: () => t.cancelled, concerns: ['integrations'] });
  const name = t.kinds[kind] ?? kind;
  return (
    <Paper withBorder p="md" component="section" aria-label={`${t.running}: ${name}`}>
      <Group justify="space-between">
        <Title order={2}>
          {name}
          {phase === undefined ? '' : `: ${phase}`}
        </Title>
        <AskFirst
          size="sm"
          variant="default"
          label={t.cancel}
          says={t.cancelSays}
          does={t.cancelYes}
          onConfirm={() => cancel.mutate()}
        />
      </Group>
      <Stack gap="xs" mt="sm">
        <Progress value={share ?? 100} animated={share === undefined} aria-label={t.progress(name)} size="lg" />
        <Text size="sm" role="status">
          {t.records(done, total)} · {t.rate(rate)} · {t.calls(callsSpent)}
          {endsAt === undefined ? null : (
            <>
              {' '}
              · {t.end} <TimeAgo at={endsAt.toISOString()} />
            </>
          )}
        </Text>
        {waitsFor === undefined ? null : (
          <Alert color="yellow" title={waitsFor.message}>
            {waitsFor.remedy} {t.waiting} <TimeAgo at={waitsFor.until} />.
          </Alert>
        )}
        <Phases run={run} />
      </Stack>
    </Paper>
  );
}

function Phases({ run: { phases } }: { run: SyncRun }): ReactNode {
  return (
    <Table fz="sm" verticalSpacing={4} aria-label={t.phases}>
      <Table.Tbody>
        {phases.map(({ label, done, total, refused, isDone }) => (
          <Table.Tr key={label}>
            <Table.Td>{label}</Table.Td>
            <Table.Td ta="right">{t.records(done, total)}</Table.Td>
            <Table.Td ta="right">{refused === 0 ? '' : t.refused(refused)}</Table.Td>
            <Table.Td ta="right">{isDone ? t.states.completed : ''}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const TONES: Readonly<Record<SyncRun['state'], Tone>> = { running: 'busy', completed: 'good', failed: 'bad', cancelled: 'calm' };

/** How the latest syncs ended. */
export function FinishedRuns({ runs }: { runs: readonly SyncRun[] }): ReactNode {
  return (
    <Stack gap="xs" component="section" aria-label={t.latest}>
      <Title order={2}>{t.latest}</Title>
      {runs.map(({ id, kind, state, startedAt, finishedAt, done, callsSpent, error }) => (
        <Paper key={id} withBorder p="sm">
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm">
              <b>{t.kinds[kind] ?? kind}</b> · <TimeAgo at={finishedAt ?? startedAt} /> · {t.records(done, 0)} ·{' '}
              {t.calls(callsSpent)}
            </Text>
            <StateBadge tone={TONES[state]}>{t.states[state]}</StateBadge>
          </Group>
          {error === undefined ? null : (
            <Text size="sm" mt={4} className="wrap-anywhere">
              {error.message} {error.remedy}
            </Text>
          )}
        </Paper>
      ))}
    </Stack>
  );
}
