import { Table, Text } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { recordQuery, type BusinessRecord, type RecordKind } from '../../api/records.ts';
import { Section } from '../../display/section.tsx';
import { SideDrawer } from '../../display/side-drawer.tsx';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { isAllowed, sessionQuery } from '../../session/session.ts';
import { texts } from '../../texts/index.ts';
import { QuoteLines } from './quote-lines.tsx';
import { QuotePreflight } from './quote-preflight.tsx';
import { RecordHistory } from './record-history.tsx';
import { RecordLink } from './record-link.tsx';
import { ENTITIES } from './record-search.ts';
import { fieldName, fieldsOf, recordTitle } from './record-view.ts';
import { RecordSync } from './record-sync.tsx';

const t = texts.records;

interface RecordDrawerProps {
  kind: RecordKind;
  id: string | undefined;
  onClose: () => void;
}

/** One record beside the list: how it stands in each PSA, its fields, and what was done to it. */
export function RecordDrawer({ kind, id, onClose }: RecordDrawerProps): ReactNode {
  const { data, error, refetch } = useQuery({ ...recordQuery(kind, id ?? ''), enabled: id !== undefined });
  const title = data && id !== undefined ? recordTitle(data) : '';
  return (
    <SideDrawer title={title === '' ? t.kinds[kind] : title} isOpen={id !== undefined} onClose={onClose}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {data && id !== undefined ? <Content kind={kind} record={data} /> : null}
    </SideDrawer>
  );
}

function Content({ kind, record }: { kind: RecordKind; record: BusinessRecord }): ReactNode {
  const { data: session } = useSuspenseQuery(sessionQuery);
  return (
    <>
      <RecordSync kind={kind} record={record} />
      {kind === 'quotes' ? <QuoteLines quote={record} /> : null}
      {kind === 'quotes' && isAllowed(session, 'Quote editor') ? <QuotePreflight quoteId={record.id} /> : null}
      <Fields record={record} />
      {isAllowed(session, 'admin') ? <RecordHistory entityType={ENTITIES[kind]} id={record.id} /> : null}
    </>
  );
}

function Fields({ record }: { record: BusinessRecord }): ReactNode {
  return (
    <Section title={t.fields}>
      <Table variant="vertical" withTableBorder>
        <Table.Tbody>
          {fieldsOf(record).map(({ name, value }) => (
            <Table.Tr key={name}>
              <Table.Th w={170}>{fieldName(name, t.fieldNames)}</Table.Th>
              <Table.Td className="wrap-anywhere kept-lines">
                {typeof value === 'boolean' ? shown(value) : <RecordLink field={name} value={value} />}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed">
        {t.created} <TimeAgo at={record.createdAt} /> · {t.updated} <TimeAgo at={record.updatedAt} />
      </Text>
    </Section>
  );
}

function shown(value: boolean): string {
  return value ? t.yes : t.no;
}
