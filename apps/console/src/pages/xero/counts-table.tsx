import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Counts } from '../../api/xero.ts';
import { Disclosure } from '../../display/disclosure.tsx';
import { xeroTexts } from '../../texts/xero.ts';
import { STATES } from './xero-search.ts';

const t = xeroTexts;

/** The same as the chart, for whoever cannot see it or wants the figures. */
export function CountsTable({ counts, by }: { counts: readonly Counts[]; by: 'day' | 'month' }): ReactNode {
  return (
    <Disclosure label={t.dashboard.asTable}>
      <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.dashboard[by]}</Table.Th>
              {STATES.map((state) => (
                <Table.Th key={state} ta="right">
                  {t.states[state]}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {counts.map(({ period, counts: of }) => (
              <Table.Tr key={period}>
                <Table.Th scope="row">{period}</Table.Th>
                {STATES.map((state) => (
                  <Table.Td key={state} ta="right">
                    {of[state].toLocaleString()}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Disclosure>
  );
}
