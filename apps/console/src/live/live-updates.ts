import type { QueryClient } from '@tanstack/react-query';

/** What is asked for anew when the platform tells that something happened. */
const CONCERNED: Readonly<Record<string, readonly string[]>> = {
  issue: ['issues'],
  'sync-progress': ['integrations'],
  'record-sync': ['records', 'integrations', 'xero'],
  reset: ['issues', 'integrations', 'records', 'xero'],
};
/** Events come in bursts; each part is asked for once in so long. */
const GATHER_MS = 700;
const AGAIN_MS = 5_000;

/**
 * Follows what happens. The browser itself comes back after a lost connection and is told what it missed; where it gives up,
 * because it was refused, the stream is begun anew: that has no last event to name, so all that may have been missed is asked for.
 */
export function followLive(queries: QueryClient): () => void {
  const pending = new Set<string>();
  let gathering: number | undefined;
  let again: number | undefined;
  let isAnew = false;
  let source = open();

  function open(): EventSource {
    const stream = new EventSource('/v1/stream');
    for (const type of Object.keys(CONCERNED)) stream.addEventListener(type, () => note(CONCERNED[type] ?? []));
    stream.addEventListener('open', () => {
      if (isAnew) note(CONCERNED['reset'] ?? []);
      isAnew = false;
    });
    stream.addEventListener('error', () => {
      if (stream.readyState !== EventSource.CLOSED || again !== undefined) return;
      again = window.setTimeout(() => {
        again = undefined;
        isAnew = true;
        source = open();
      }, AGAIN_MS);
    });
    return stream;
  }

  function note(parts: readonly string[]): void {
    for (const part of parts) pending.add(part);
    gathering ??= window.setTimeout(() => {
      gathering = undefined;
      for (const part of pending) void queries.invalidateQueries({ queryKey: [part] });
      pending.clear();
    }, GATHER_MS);
  }

  return () => {
    window.clearTimeout(gathering);
    window.clearTimeout(again);
    source.close();
  };
}
