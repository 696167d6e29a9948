import { List, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Plan, PlanItem } from '../../api/connectors.ts';
import { entityName } from '../../display/names.ts';
import { integrationTexts } from '../../texts/integrations.ts';

const t = integrationTexts.preview;
const COLUMNS = ['external', 'local', 'matches', 'conflicts', 'createHere', 'createThere'] as const;
const EXAMPLES = 10;

/** How many of each kind match, are to be decided, or would be made. */
export function PlanTable({ plan: { types } }: { plan: Plan }): ReactNode {
  return (
    <Table.ScrollContainer minWidth={560} type="native" tabIndex={0} role="group" aria-label={t.table}>
      <Table aria-label={t.table} withRowBorders>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.type}</Table.Th>
            {COLUMNS.map((column) => (
              <Table.Th key={column} ta="right">
                {t[column]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {types.map((type) => (
            <Table.Tr key={String(type['type'])}>
              <Table.Td>{entityName(String(type['type']))}</Table.Td>
              {COLUMNS.map((column) => (
                <Table.Td key={column} ta="right">
                  {Number(type[column] ?? 0).toLocaleString('en')}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

export function totalOf({ types }: Plan, column: (typeof COLUMNS)[number]): number {
  return types.reduce((sum, type) => sum + Number(type[column] ?? 0), 0);
}

/** The first of what would be linked, so that a person sees whether it is right. */
export function Matches({ items, total }: { items: readonly PlanItem[]; total: number }): ReactNode {
  if (items.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-label={t.matchesTitle}>
      <Title order={3}>
        {t.matchesTitle} ({total.toLocaleString('en')})
      </Title>
      <List size="sm">
        {items.slice(0, EXAMPLES).map(({ id, type, externalName, by, records }) => (
          <List.Item key={id} className="wrap-anywhere">
            {entityName(type)}: <b>{externalName}</b> {t.is} <b>{records[0]?.name}</b>{' '}
            <Text span inherit c="dimmed">
              {t.by[by]}
            </Text>
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}
