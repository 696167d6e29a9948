import { Button, Code, Group, List, Stack, Table, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { auditQuery, type Simulated } from '../../api/xero.ts';
import { Section } from '../../display/section.tsx';
import { ErrorState, LoadingState, StateBadge, type Tone } from '../../display/states.tsx';
import { Disclosure } from '../../display/disclosure.tsx';
import { xeroTexts } from '../../texts/xero.ts';
import { auditPartsOf, isOnlyOurs, type AuditPart } from './audit-parts.ts';

const t = xeroTexts.audit;
const TONES: Readonly<Record<Simulated['decision'], Tone>> = {
  create: 'busy',
  replace: 'warn',
  unchanged: 'good',
  void: 'warn',
  skip: 'calm',
  wait: 'calm',
  fault: 'bad',
};

interface InvoiceAuditProps {
  externalId: string;
  isAsked: boolean;
  onAsk: () => void;
}

/** Both sides of one invoice, read now and compared; nothing is written (XI-09). */
export function InvoiceAudit({ externalId, isAsked, onAsk }: InvoiceAuditProps): ReactNode {
  const { data, error, isFetching, refetch } = useQuery({ ...auditQuery(externalId), enabled: isAsked });
  return (
    <Section title={t.title} lead={t.lead}>
      <Group>
        <Button
          variant="default"
          leftSection={<IconScale size={16} aria-hidden />}
          loading={isFetching}
          onClick={() => (isAsked ? void refetch() : onAsk())}
        >
          {data ? t.again : t.start}
        </Button>
      </Group>
      {error ? <ErrorState error={error} /> : null}
      {isFetching && !data ? <LoadingState lines={3} /> : null}
      {data?.audit ? <Result audit={data.audit} /> : null}
      {data && !data.audit ? <Text size="sm">{data.sentence}</Text> : null}
    </Section>
  );
}

function Result({ audit }: { audit: Simulated }): ReactNode {
  const { decision, sentences, comparison, calls } = audit;
  return (
    <Stack gap="sm">
      <Group>
        <StateBadge tone={TONES[decision]}>{t.decisions[decision]}</StateBadge>
      </Group>
      <List size="sm" className="wrap-anywhere">
        {[...new Set(sentences)].map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
      {comparison.length === 0 ? <Text size="sm">{t.none}</Text> : <Comparison audit={audit} />}
      {calls.length === 0 ? null : (
        <Disclosure label={t.calls}>
          <Stack gap="xs" pt="xs">
            {calls.map(({ method, path, body }, at) => (
              <Code block key={`${at} ${path}`} tabIndex={0}>
                {`${method} ${path}\n${JSON.stringify(body, null, 2)}`}
              </Code>
            ))}
          </Stack>
        </Disclosure>
      )}
    </Stack>
  );
}

function Comparison({ audit: { comparison } }: { audit: Simulated }): ReactNode {
  const isNew = isOnlyOurs(comparison);
  return (
    <Table.ScrollContainer minWidth={460} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table withTableBorder verticalSpacing={6} aria-label={t.title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={110}>{t.member}</Table.Th>
            <Table.Th>{t.autotask}</Table.Th>
            <Table.Th>{t.xero}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        {auditPartsOf(comparison).map((part) => (
          <Part key={part.line ?? 'head'} part={part} isNew={isNew} />
        ))}
      </Table>
    </Table.ScrollContainer>
  );
}

function Part({ part: { line, rows, isAlike }, isNew }: { part: AuditPart; isNew: boolean }): ReactNode {
  return (
    <Table.Tbody>
      <Table.Tr>
        <Table.Th colSpan={3} scope="rowgroup">
          <Group justify="space-between">
            <Title order={3}>{line === undefined ? t.head : t.line(line)}</Title>
            {isNew ? null : <Alike isAlike={isAlike} />}
          </Group>
        </Table.Th>
      </Table.Tr>
      {rows.map(({ member, ours, theirs, isAlike: isSame }) => (
        <Table.Tr key={member}>
          <Table.Th scope="row" fw={400}>
            {t.members[member] ?? member}
          </Table.Th>
          <Side value={ours} isMarked={!isNew && !isSame} otherwise={theirs === null ? '' : t.leftToXero} />
          <Side value={theirs} isMarked={!isNew && !isSame} otherwise={t.notThere} />
        </Table.Tr>
      ))}
    </Table.Tbody>
  );
}

function Alike({ isAlike }: { isAlike: boolean }): ReactNode {
  return (
    <Group gap={4} wrap="nowrap">
      {isAlike ? <IconCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
      <Text size="sm">{isAlike ? t.alike : t.differs}</Text>
    </Group>
  );
}

function Side({ value, isMarked, otherwise }: { value: string | null; isMarked: boolean; otherwise: string }): ReactNode {
  return (
    <Table.Td className="wrap-anywhere">
      {value === null ? (
        <Text size="sm" c="dimmed">
          {otherwise}
        </Text>
      ) : (
        <Text size="sm" component={isMarked ? 'mark' : 'span'} fw={isMarked ? 600 : 400} className="kept-lines">
          {value}
        </Text>
      )}
    </Table.Td>
  );
}
