import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';

interface Page<Item> {
  items: Item[];
  total: number;
}

/** What a list shows of an answer that comes in pages. */
export function endlessOf<Item>({
  data,
  fetchNextPage,
  isFetchingNextPage,
}: Pick<UseInfiniteQueryResult<InfiniteData<Page<Item>>>, 'data' | 'fetchNextPage' | 'isFetchingNextPage'>) {
  return {
    items: data?.pages.flatMap((page) => page.items) ?? [],
    total: data?.pages[0]?.total ?? 0,
    onEndNear: isFetchingNextPage ? undefined : () => void fetchNextPage(),
  };
}
