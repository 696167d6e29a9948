import { Tooltip } from '@mantine/core';
import { useState, useSyncExternalStore, type ReactNode } from 'react';
import { exactTime, timeAgo } from './time-words.ts';

const TICK_MS = 30_000;

/**
 * A time as people say it; pointing at it shows the exact one in the reader's zone. What shows that is made only then: it takes a
 * while, and a list has many times.
 */
export function TimeAgo({ at }: { at: string }): ReactNode {
  const now = useNow();
  const [pointedAt, setPointedAt] = useState<HTMLElement | null>(null);
  const date = new Date(at);
  return (
    <>
      <time dateTime={at} onPointerEnter={({ currentTarget }) => setPointedAt(currentTarget)}>
        {timeAgo(date, now, navigator.language)}
      </time>
      {pointedAt === null ? null : (
        <Tooltip
          target={pointedAt}
          defaultOpened
          label={exactTime(date, navigator.language)}
          events={{ hover: true, focus: true, touch: true }}
        />
      )}
    </>
  );
}

/** One timer for all times on the page. */
function useNow(): Date {
  return useSyncExternalStore(onTick, () => current);
}

let current = new Date();

const listeners = new Set<() => void>();
let timer: number | undefined;

function onTick(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= window.setInterval(() => {
    current = new Date();
    for (const tell of listeners) tell();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}
