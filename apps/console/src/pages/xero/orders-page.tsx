import { Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ordersQuery, type Order } from '../../api/xero.ts';
import { DataList } from '../../display/data-list.tsx';
import { endlessOf } from '../../display/endless.ts';
import { Filter } from '../../display/filters.tsx';
import { EmptyState, ErrorState, LoadingState, StateBadge } from '../../display/states.tsx';
import { xeroTexts } from '../../texts/xero.ts';
import { OrderActions } from './order-actions.tsx';
import { XeroFrame } from './xero-frame.tsx';
import { xeroOrdersRoute } from './xero-routes.ts';
import { ordersOf, STATES, type OrderSearch } from './xero-search.ts';
import { SyncStateBadge } from './xero-words.tsx';

const t = xeroTexts;

/** Purchase orders and bills, and what became of them (XI-45). */
export function OrdersPage(): ReactNode {
  const search = xeroOrdersRoute.useSearch();
  const navigate = xeroOrdersRoute.useNavigate();
  const choose = (value: string | undefined): void => {
    const state = STATES.find((known) => known === value);
    void navigate({ search: state === undefined ? {} : { state }, resetScroll: false });
  };
  return (
    <XeroFrame title={t.places.orders} lead={t.orders.lead}>
      <Group role="search" aria-label={t.invoices.filters}>
        <Filter
          label={t.invoices.state}
          value={search.state}
          options={STATES.map((state) => [state, t.states[state]])}
          onChange={choose}
        />
      </Group>
      <OrderList search={search} />
    </XeroFrame>
  );
}

function OrderList({ search }: { search: OrderSearch }): ReactNode {
  const query = useInfiniteQuery(ordersQuery(ordersOf(search)));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingState />;
  const list = endlessOf(query);
  if (list.total === 0) {
    return search.state === undefined ? (
      <EmptyState title={t.orders.none}>{t.orders.noneWhy}</EmptyState>
    ) : (
      <EmptyState title={t.invoices.noneMatch} />
    );
  }
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {t.orders.found(list.total)}
      </Text>
      <DataList
        {...list}
        label={t.orders.list}
        keyOf={({ id }) => id}
        rowHeight={84}
        row={(order) => <OrderRow order={order} />}
      />
    </Stack>
  );
}

function OrderRow({ order }: { order: Order }): ReactNode {
  const { number, vendor, orderDate, statusInAutotask, state, problem, skipReason, document, hasChangedSince } = order;
  const became = document === null ? t.notSent : `${t.documents[document.kind]} ${document.number}`;
  return (
    <Stack gap={2} py="sm" px="xs">
      <Group justify="space-between" align="start" wrap="nowrap">
        <Text fw={600} className="wrap-anywhere">
          {vendor}
        </Text>
        <SyncStateBadge state={state} />
      </Group>
      <Text size="xs" c="dimmed" className="wrap-anywhere">
        {t.orders.named(number)} · {orderDate} · {statusInAutotask} · {became}
      </Text>
      {problem === null ? null : (
        <Text size="sm" className="wrap-anywhere">
          {problem.message} <b>{t.whatToDo}:</b> {problem.cure}
        </Text>
      )}
      {skipReason === null ? null : (
        <Text size="sm" className="wrap-anywhere">
          {t.invoice.skipped}: {skipReason}
        </Text>
      )}
      <Group gap="xs">
        {order.isDismissed ? <StateBadge tone="calm">{t.invoices.dismissed}</StateBadge> : null}
        {hasChangedSince ? <StateBadge tone="warn">{t.orders.changedSince}</StateBadge> : null}
        {hasChangedSince ? <Text size="xs">{t.orders.changedSinceHow}</Text> : null}
      </Group>
      <OrderActions order={order} />
    </Stack>
  );
}
