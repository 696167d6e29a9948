import { Text, Tooltip } from '@mantine/core';
import { useSyncExternalStore, type ReactNode } from 'react';
import { exactTime, timeAgo } from './time-words.ts';

const TICK_MS = 30_000;

/** A time as people say it; hovering or focusing shows the exact one in the reader's zone. */
export function TimeAgo({ at }: { at: string }): ReactNode {
  const now = useNow();
  const date = new Date(at);
  return (
    <Tooltip label={exactTime(date, navigator.language)} events={{ hover: true, focus: true, touch: true }}>
      <Text component="time" dateTime={at} inherit>
        {timeAgo(date, now, navigator.language)}
      </Text>
    </Tooltip>
  );
}

let current = new Date();

/** One timer for all times on the page. */
function useNow(): Date {
  return useSyncExternalStore(onTick, () => current);
}

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
