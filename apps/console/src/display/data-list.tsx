import { Box, Text } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { texts } from '../texts/index.ts';

export interface DataListProps<Item> {
  label: string;
  items: readonly Item[];
  /** How many there are in all. */
  total: number;
  keyOf: (item: Item) => string;
  /** About how high a row is, before it is measured. */
  rowHeight: number;
  row: (item: Item) => ReactNode;
  /** Asked for the next page when the end comes near. */
  onEndNear?: (() => void) | undefined;
}

/** Rows in the document on either side of those in sight. */
const BEYOND = 4;

/** A list of any length that scrolls with the page: only the rows in sight are in the document. */
export function DataList<Item>({ label, items, total, keyOf, rowHeight, row, onEndNear }: DataListProps<Item>): ReactNode {
  const [scrollMargin, setScrollMargin] = useState(0);
  const measure = useCallback((list: HTMLDivElement | null) => {
    if (list) setScrollMargin(list.offsetTop);
  }, []);
  const virtualizer = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => rowHeight,
    overscan: BEYOND,
    scrollMargin,
    getItemKey: (index) => keyOf(items[index] as Item),
  });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;

  useEffect(() => {
    if (items.length < total && last >= items.length - BEYOND) onEndNear?.();
  }, [items.length, total, last, onEndNear]);

  return (
    <div ref={measure}>
      <Box role="list" aria-label={label} pos="relative" h={virtualizer.getTotalSize()}>
        {rows.map(({ index, key, start }) => (
          <Box
            key={key}
            ref={virtualizer.measureElement}
            role="listitem"
            aria-setsize={total}
            aria-posinset={index + 1}
            data-index={index}
            className="list-row"
            pos="absolute"
            top={0}
            left={0}
            w="100%"
            style={{ transform: `translateY(${start - scrollMargin}px)` }}
          >
            {row(items[index] as Item)}
          </Box>
        ))}
      </Box>
      {items.length < total ? (
        <Text size="sm" c="dimmed" ta="center" py="sm">
          {texts.states.loading}
        </Text>
      ) : null}
    </div>
  );
}
