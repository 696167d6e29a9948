import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconClipboardCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { integrationsQuery } from '../../api/integrations.ts';
import { preflightQuote, type Preflight, type QuoteStatus } from '../../api/records.ts';
import { entityName } from '../../display/names.ts';
import { Section } from '../../display/section.tsx';
import { ErrorState, StateBadge, type Tone } from '../../display/states.tsx';
import { texts } from '../../texts/index.ts';

const t = texts.records.preflight;
const TONES: Readonly<Record<Preflight['outcome'], Tone>> = { passes: 'good', partial: 'warn', fails: 'bad', not_wanted: 'calm' };
const STATUSES = ['sent', 'approved'] as const;

/** What a push of the quote would meet in each PSA, before anybody promises anything. */
export function QuotePreflight({ quoteId }: { quoteId: string }): ReactNode {
  const { data } = useQuery(integrationsQuery);
  const [status, setStatus] = useState<QuoteStatus>();
  const psas = data?.items ?? [];
  return (
    <Section title={t.title} lead={t.lead}>
      <Select
        label={t.as}
        placeholder={t.asIs}
        maw={220}
        clearable
        data={STATUSES.map((value) => ({ value, label: t.statuses[value] }))}
        value={status ?? null}
        onChange={(chosen) => setStatus(STATUSES.find((known) => known === chosen))}
      />
      {psas.map(({ id, name, provider }) => (
        <Check key={`${id} ${status ?? ''}`} name={name} asked={{ provider, id, quoteId, ...(status ? { status } : {}) }} />
      ))}
      {data && psas.length === 0 ? <Text size="sm">{t.noPsa}</Text> : null}
    </Section>
  );
}

function Check({ name, asked }: { name: string; asked: Parameters<typeof preflightQuote>[0] }): ReactNode {
  const { data, error, isPending, isIdle, mutate } = useMutation({ mutationFn: preflightQuote });
  return (
    <Stack gap="sm">
      <Group>
        <Button
          variant="default"
          leftSection={<IconClipboardCheck size={16} aria-hidden />}
          loading={isPending && !isIdle}
          onClick={() => mutate(asked)}
        >
          {t.check(name)}
        </Button>
      </Group>
      {error ? <ErrorState error={error} /> : null}
      {data ? <Result preflight={data} /> : null}
    </Stack>
  );
}

function Result({ preflight: { outcome, findings, calls } }: { preflight: Preflight }): ReactNode {
  return (
    <Stack gap="xs" role="status">
      <Group gap="xs">
        <StateBadge tone={TONES[outcome]}>{t.outcomes[outcome]}</StateBadge>
        <Text size="sm" c="dimmed">
          {t.calls(calls)}
        </Text>
      </Group>
      {findings.length === 0 && outcome !== 'not_wanted' ? <Text size="sm">{t.nothing}</Text> : null}
      {findings.map(({ entityType, entityName: name, line, code, message, remedy }) => (
        <Alert
          key={`${entityType} ${name} ${line?.id ?? ''} ${code} ${message}`}
          color={outcome === 'fails' ? 'red' : 'yellow'}
          title={line === undefined ? `${entityName(entityType)} ${name}` : t.line(line.name)}
          className="wrap-anywhere"
        >
          <Text size="sm">{message}</Text>
          {remedy === '' ? null : (
            <Text size="sm">
              <b>{t.whatToDo}:</b> {remedy}
            </Text>
          )}
        </Alert>
      ))}
    </Stack>
  );
}
