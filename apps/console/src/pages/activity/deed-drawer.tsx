import { Button, Code, Group, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Deed } from '../../api/audit.ts';
import { Section } from '../../display/section.tsx';
import { SideDrawer } from '../../display/side-drawer.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { operationTexts } from '../../texts/operations.ts';
import { NO_FILTERS, type ChangeActivitySearch } from './activity-search.ts';

const t = operationTexts.activity;

interface DeedDrawerProps {
  isOpen: boolean;
  /** Without it the open one is further down than what is loaded. */
  deed: Deed | undefined;
  onChange: ChangeActivitySearch;
}

/** One deed: by whom, from where, and each field before and after. */
export function DeedDrawer({ isOpen, deed, onChange }: DeedDrawerProps): ReactNode {
  return (
    <SideDrawer title={t.details} isOpen={isOpen} onClose={() => onChange({ entry: undefined })}>
      {deed === undefined ? <Text>{t.notInSight}</Text> : <Content deed={deed} onChange={onChange} />}
    </SideDrawer>
  );
}

function Content({ deed, onChange }: { deed: Deed; onChange: ChangeActivitySearch }): ReactNode {
  const { text, record, actor } = deed;
  const show = (filters: Parameters<ChangeActivitySearch>[0]): void => onChange({ ...NO_FILTERS, ...filters, entry: undefined });
  return (
    <>
      <Text className="wrap-anywhere">{text}</Text>
      <Facts deed={deed} />
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => show({ recordType: record.type, recordId: record.id })}>
          {t.sameRecord}
        </Button>
        <Button size="xs" variant="default" onClick={() => show({ actorKind: actor.kind, actorId: actor.id })}>
          {t.samePerson}
        </Button>
      </Group>
      <Changes deed={deed} />
    </>
  );
}

function Facts({ deed: { actor, record, kind, address, requestId, occurredAt } }: { deed: Deed }): ReactNode {
  const { furtherIds = [] } = record;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t.when, <TimeAgo key="when" at={occurredAt} />],
    [t.by, `${actor.name ?? actor.id} (${t.actorKinds[actor.kind] ?? actor.kind})`],
    [t.deed, kind],
    [t.record, `${record.name ?? record.id}${furtherIds.length === 0 ? '' : ` ${t.further(furtherIds.length)}`}`],
    ...(address === undefined ? [] : ([[t.from, address]] as const)),
    ...(requestId === undefined ? [] : ([[t.request, requestId]] as const)),
  ];
  return (
    <Table withRowBorders={false} verticalSpacing={4} layout="fixed">
      <Table.Tbody>
        {facts.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th w={130} fw={500}>
              {name}
            </Table.Th>
            <Table.Td className="wrap-anywhere">{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Changes({ deed: { changes, changesLeftOut } }: { deed: Deed }): ReactNode {
  return (
    <Section title={t.changes}>
      {changes.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t.changesNone}
        </Text>
      ) : null}
      {changes.map(({ field, before, after }) => (
        <Stack key={field} gap={2}>
          <Text size="sm" fw={600}>
            {field}
          </Text>
          <Text size="sm" component="div" className="wrap-anywhere">
            {isNothing(before) ? null : (
              <>
                {t.before} <Code className="wrap-anywhere">{shown(before)}</Code> → {t.after}{' '}
              </>
            )}
            <Code className="wrap-anywhere">{shown(after)}</Code>
          </Text>
        </Stack>
      ))}
      {changesLeftOut === 0 ? null : (
        <Text size="sm" c="dimmed">
          {t.leftOut(changesLeftOut)}
        </Text>
      )}
    </Section>
  );
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function shown(value: unknown): string {
  if (isNothing(value)) return t.nothing;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
