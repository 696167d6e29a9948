import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BusinessRecord } from '../../api/records.ts';
import type { paths } from '../../api/platform.gen.ts';
import { Section } from '../../display/section.tsx';
import { StateBadge } from '../../display/states.tsx';
import { texts } from '../../texts/index.ts';

const t = texts.records;

type Quote = paths['/v1/quotes/{id}']['get']['responses'][200]['content']['application/json'];

/** What a quote offers, line by line. */
export function QuoteLines({ quote }: { quote: BusinessRecord }): ReactNode {
  const { items = [] } = quote as unknown as Partial<Quote>;
  if (items.length === 0) return null;
  return (
    <Section title={t.lines}>
      <Table.ScrollContainer minWidth={420} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.line}</Table.Th>
              <Table.Th ta="right">{t.quantity}</Table.Th>
              <Table.Th ta="right">{t.price}</Table.Th>
              <Table.Th>{t.period}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map(({ id, name, quantity, unitPrice, period, isOptional }) => (
              <Table.Tr key={id}>
                <Table.Td className="wrap-anywhere">
                  {name} {isOptional ? <StateBadge tone="calm">{t.optional}</StateBadge> : null}
                </Table.Td>
                <Table.Td ta="right">{quantity}</Table.Td>
                <Table.Td ta="right">{unitPrice}</Table.Td>
                <Table.Td>{period}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}
