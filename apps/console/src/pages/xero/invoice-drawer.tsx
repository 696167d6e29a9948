import { Alert, Group, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { invoiceQuery, type InvoiceDetail } from '../../api/xero.ts';
import { Section } from '../../display/section.tsx';
import { SideDrawer } from '../../display/side-drawer.tsx';
import { ErrorState, LoadingState, StateBadge } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { xeroTexts } from '../../texts/xero.ts';
import { InvoiceActions } from './invoice-actions.tsx';
import { InvoiceAudit } from './invoice-audit.tsx';
import type { ChangeInvoices, InvoiceSearch } from './xero-search.ts';
import { invoiceName, moneyOf, SyncStateBadge } from './xero-words.tsx';

const t = xeroTexts.invoice;

/** One invoice beside the list: where it stands, why, what to do, and both sides compared. */
export function InvoiceDrawer({ search, onChange }: { search: InvoiceSearch; onChange: ChangeInvoices }): ReactNode {
  const { invoice: id } = search;
  const { data, error, refetch } = useQuery({ ...invoiceQuery(id ?? ''), enabled: id !== undefined });
  return (
    <SideDrawer
      title={data && id !== undefined ? `${invoiceName(data)}: ${data.customer}` : t.title}
      isOpen={id !== undefined}
      onClose={() => onChange({ invoice: undefined, audit: undefined })}
    >
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {data && id !== undefined ? (
        <>
          <InvoiceActions invoice={data} />
          <Standing invoice={data} />
          <Facts invoice={data} />
          <InvoiceAudit
            externalId={data.externalId}
            isAsked={search.audit === 'yes'}
            onAsk={() => onChange({ audit: 'yes' }, { replace: true })}
          />
          <Lines invoice={data} />
          <Log invoice={data} />
        </>
      ) : null}
    </SideDrawer>
  );
}

function Standing({ invoice }: { invoice: InvoiceDetail }): ReactNode {
  const { state, strikes, dueAt, problem, skipReason, warnings, isDismissed } = invoice;
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <SyncStateBadge state={state} />
        {isDismissed ? <StateBadge tone="calm">{xeroTexts.invoices.dismissed}</StateBadge> : null}
        <Text size="sm" c="dimmed">
          {strikes > 0 ? `${t.strikes(strikes)} ` : ''}
          {dueAt === null ? null : (
            <>
              {t.nextTry} <TimeAgo at={dueAt} />
            </>
          )}
        </Text>
      </Group>
      {problem === null ? null : <Problem color="red" {...problem} />}
      {skipReason === null ? null : (
        <Alert color="gray" title={t.skipped} className="wrap-anywhere">
          {skipReason}
        </Alert>
      )}
      {warnings.map((warning) => (
        <Problem key={`${warning.code} ${warning.message}`} color="yellow" {...warning} />
      ))}
    </Stack>
  );
}

interface ProblemProps {
  color: string;
  message: string;
  cure: string;
  details?: readonly string[];
}

export function Problem({ color, message, cure, details = [] }: ProblemProps): ReactNode {
  return (
    <Alert color={color} title={message} className="wrap-anywhere">
      {details.map((detail) => (
        <Text key={detail} size="sm">
          {detail}
        </Text>
      ))}
      {cure === '' ? null : (
        <Text size="sm">
          <b>{xeroTexts.whatToDo}:</b> {cure}
        </Text>
      )}
    </Alert>
  );
}

function Facts({ invoice }: { invoice: InvoiceDetail }): ReactNode {
  const { externalId, invoiceDate, customer, document } = invoice;
  const kind = document === null ? undefined : xeroTexts.documents[document.kind];
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t.autotaskId, externalId],
    [t.customer, customer],
    [t.date, invoiceDate],
    [t.total, moneyOf(invoice)],
    [t.inXero, document === null ? xeroTexts.notSent : `${kind ?? ''} ${document.number}`],
    [t.statusInXero, document?.status ?? undefined],
    [t.paidOn, document?.paidOn ?? undefined],
  ];
  return (
    <Section title={t.facts}>
      <Table variant="vertical" withTableBorder>
        <Table.Tbody>
          {facts.map(([name, value]) =>
            value === undefined ? null : (
              <Table.Tr key={name}>
                <Table.Th w={150}>{name}</Table.Th>
                <Table.Td className="wrap-anywhere">{value}</Table.Td>
              </Table.Tr>
            ),
          )}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

function Lines({ invoice: { lines } }: { invoice: InvoiceDetail }): ReactNode {
  return (
    <Section title={t.lines}>
      <Table.ScrollContainer minWidth={420} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.name}</Table.Th>
              <Table.Th ta="right">{t.quantity}</Table.Th>
              <Table.Th ta="right">{t.amount}</Table.Th>
              <Table.Th ta="right">{t.tax}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line, at) => (
              <Table.Tr key={`${at} ${line.name}`}>
                <Table.Td className="wrap-anywhere">{line.name}</Table.Td>
                <Table.Td ta="right">{line.quantity}</Table.Td>
                <Table.Td ta="right">{line.amount}</Table.Td>
                <Table.Td ta="right">{line.tax}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

function Log({ invoice: { log } }: { invoice: InvoiceDetail }): ReactNode {
  return (
    <Section title={t.log}>
      {log.length === 0 ? <Text size="sm">{t.logNone}</Text> : null}
      <Stack gap={6}>
        {log.toReversed().map(({ at, text }, position) => (
          <Text key={`${at} ${position}`} size="sm" className="wrap-anywhere">
            <Text span size="sm" c="dimmed">
              <TimeAgo at={at} />
            </Text>{' '}
            {text}
          </Text>
        ))}
      </Stack>
    </Section>
  );
}
