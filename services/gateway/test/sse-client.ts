import { createParser, type EventSourceMessage } from 'eventsource-parser';

export interface SseClient {
  status: number;
  /** Events so far, in order. */
  events: readonly EventSourceMessage[];
  isOver(): boolean;
  close(): void;
}

/** Reads server-sent events with a parser that is not ours. */
export async function openStream(url: string, headers: Readonly<Record<string, string>>): Promise<SseClient> {
  const gone = new AbortController();
  const response = await fetch(url, { headers, signal: gone.signal });
  const events: EventSourceMessage[] = [];
  let over = false;
  const parser = createParser({ onEvent: (event) => events.push(event) });
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) parser.feed(decoder.decode(chunk as Uint8Array, { stream: true }));
  };
  read()
    .catch(() => undefined)
    .finally(() => (over = true));
  return { status: response.status, events, isOver: () => over, close: () => gone.abort() };
}
