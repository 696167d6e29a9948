import { Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { exportInvoices, invoicesQuery, type InvoiceSummary } from '../../api/xero.ts';
import { DataList } from '../../display/data-list.tsx';
import { endlessOf } from '../../display/endless.ts';
import { Filter, SearchField } from '../../display/filters.tsx';
import { ListButton } from '../../display/list-button.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../display/states.tsx';
import { useAction } from '../../display/use-action.ts';
import { xeroTexts } from '../../texts/xero.ts';
import { changed } from '../address.ts';
import { DayField } from './day-field.tsx';
import { InvoiceDrawer } from './invoice-drawer.tsx';
import { saveAsFile } from './save-as-file.ts';
import { XeroFrame } from './xero-frame.tsx';
import { xeroInvoicesRoute } from './xero-routes.ts';
import { hasFilters, invoicesOf, STATES, type ChangeInvoices, type InvoiceSearch } from './xero-search.ts';
import { invoiceName, moneyOf, SyncStateBadge } from './xero-words.tsx';

const t = xeroTexts;

/** Each posted invoice, where it stands, and why (XI-07). */
export function InvoicesPage(): ReactNode {
  const search = xeroInvoicesRoute.useSearch();
  const navigate = xeroInvoicesRoute.useNavigate();
  const change: ChangeInvoices = (part, how = {}) =>
    void navigate({ search: (before) => changed(before, part), ...how, resetScroll: false });
  return (
    <XeroFrame title={t.places.invoices} lead={t.invoices.lead} actions={<SaveAsCsv search={search} />}>
      <InvoiceFilters search={search} onChange={change} />
      <InvoiceList search={search} onChange={change} />
      <InvoiceDrawer search={search} onChange={change} />
    </XeroFrame>
  );
}

function SaveAsCsv({ search }: { search: InvoiceSearch }): ReactNode {
  const { state, ...rest } = search;
  const { code, dateFrom, dateTo, search: words } = rest;
  const given = Object.entries({ state, code, dateFrom, dateTo, search: words }).filter(([, value]) => value !== undefined);
  const save = useAction({
    act: async () => saveAsFile(await exportInvoices(Object.fromEntries(given))),
    concerns: [],
  });
  return (
    <Tooltip label={t.invoices.csvHow}>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {t.invoices.csv}
      </Button>
    </Tooltip>
  );
}

interface Part {
  search: InvoiceSearch;
  onChange: ChangeInvoices;
}

function InvoiceFilters({ search, onChange }: Part): ReactNode {
  const none = { search: undefined, state: undefined, code: undefined, dateFrom: undefined, dateTo: undefined };
  return (
    <Group gap="sm" align="end" role="search" aria-label={t.invoices.filters}>
      <SearchField
        label={t.invoices.search}
        hint={t.invoices.searchHint}
        value={search.search ?? ''}
        onChange={(words) => onChange({ search: words }, { replace: true })}
      />
      <Filter
        label={t.invoices.state}
        value={search.state}
        options={STATES.map((state) => [state, t.states[state]])}
        onChange={(state) => onChange({ state: STATES.find((known) => known === state) })}
      />
      <DayField label={t.invoices.from} value={search.dateFrom} onChange={(dateFrom) => onChange({ dateFrom })} />
      <DayField label={t.invoices.to} value={search.dateTo} onChange={(dateTo) => onChange({ dateTo })} />
      {hasFilters(search) ? (
        <Button variant="subtle" onClick={() => onChange(none)}>
          {t.invoices.clear}
        </Button>
      ) : null}
    </Group>
  );
}

function InvoiceList({ search, onChange }: Part): ReactNode {
  const query = useInfiniteQuery(invoicesQuery(invoicesOf(search)));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingState />;
  const list = endlessOf(query);
  if (list.total === 0) {
    const [title, why] = hasFilters(search)
      ? [t.invoices.noneMatch, t.invoices.noneMatchWhy]
      : [t.invoices.none, t.invoices.noneWhy];
    return <EmptyState title={title}>{why}</EmptyState>;
  }
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {t.invoices.found(list.total)}
      </Text>
      <DataList
        {...list}
        label={t.invoices.list}
        keyOf={({ id }) => id}
        rowHeight={84}
        row={(invoice) => <InvoiceRow invoice={invoice} onOpen={() => onChange({ invoice: invoice.id })} />}
      />
    </Stack>
  );
}

function InvoiceRow({ invoice, onOpen }: { invoice: InvoiceSummary; onOpen: () => void }): ReactNode {
  const { customer, invoiceDate, document, problem, skipReason, warnings, state } = invoice;
  const said = problem?.message ?? skipReason ?? warnings[0]?.message;
  return (
    <ListButton
      title={customer}
      {...(said === undefined ? {} : { text: said })}
      note={`${invoiceName(invoice)} · ${invoiceDate} · ${moneyOf(invoice)}${document ? ` · ${document.number}` : ''}`}
      badges={<SyncStateBadge state={state} />}
      onOpen={onOpen}
    />
  );
}
