/** One call as it was answered; never holds a credential. */
export interface LoggedCall {
  at: string;
  method: string;
  /** Path and query. */
  target: string;
  entity: string | undefined;
  operation: string;
  /** The status sent, or how the call ended without one. */
  status: number | 'reset' | 'hang';
  /** The fault that struck it. */
  fault: string | undefined;
  /** The request body, cut where it is long. */
  body: string;
}

export interface CallFilter {
  entity?: string | undefined;
  method?: string | undefined;
  operation?: string | undefined;
}

export interface CallLog {
  record(call: LoggedCall): void;
  /** The newest calls that fit, oldest first. */
  recent(filter: CallFilter, limit: number): readonly LoggedCall[];
  clear(): void;
}

const LONGEST_BODY = 4_000;

/** The last calls; older ones make room, so that a long run keeps its memory. */
export function createCallLog({ capacity = 5_000 }: { capacity?: number } = {}): CallLog {
  let calls: LoggedCall[] = [];

  return {
    record(call) {
      calls.push({ ...call, body: call.body.slice(0, LONGEST_BODY) });
      if (calls.length >= 2 * capacity) calls = calls.slice(-capacity);
    },
    recent: (filter, limit) =>
      calls
        .slice(-capacity)
        .filter((call) => fits(call, filter))
        .slice(-limit),
    clear() {
      calls = [];
    },
  };
}

function fits(call: LoggedCall, { entity, method, operation }: CallFilter): boolean {
  return (
    (entity === undefined || call.entity === entity) &&
    (method === undefined || call.method === method.toUpperCase()) &&
    (operation === undefined || call.operation === operation)
  );
}
