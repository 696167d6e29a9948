import { Text } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { DataList, type DataListProps } from './data-list.tsx';
import { EmptyState, ErrorState, LoadingState } from './states.tsx';

interface FoundListProps<Item extends { id: string }> extends Pick<DataListProps<Item>, 'label' | 'rowHeight' | 'row'> {
  asked: UseInfiniteQueryResult<InfiniteData<{ items: Item[]; total: number }>>;
  /** How many there are, in words. */
  found: (total: number) => string;
  /** What is said where there is none: nothing at all, or nothing that fits the filters. */
  empty: { title: string; why: string };
}

/** A list that is asked for page by page, in all its states. */
export function FoundList<Item extends { id: string }>({ asked, found, empty, ...list }: FoundListProps<Item>): ReactNode {
  const { data, error, refetch, fetchNextPage, isFetchingNextPage } = asked;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  const items = data.pages.flatMap((page) => page.items);
  const total = data.pages[0]?.total ?? 0;
  if (items.length === 0) return <EmptyState title={empty.title}>{empty.why}</EmptyState>;
  return (
    <>
      <Text size="sm" c="dimmed" role="status">
        {found(total)}
      </Text>
      <DataList
        {...list}
        items={items}
        total={total}
        keyOf={({ id }) => id}
        onEndNear={isFetchingNextPage ? undefined : () => void fetchNextPage()}
      />
    </>
  );
}
