import { AsyncLocalStorage } from 'node:async_hooks';

/** What every log line and outgoing event of one request or message carries. */
export interface WorkContext {
  requestId?: string;
  tenantId?: string;
  /** Whoever asked for the work: the verified caller's id. For the audit; no log line carries it. */
  actor?: string;
  /** The network address that the request came from. For the audit; no log line carries it. */
  address?: string;
  provider?: string;
  integrationId?: string;
  /** W3C trace context of the work, also where no tracing is exported. */
  traceparent?: string;
  traceId?: string;
}

const storage = new AsyncLocalStorage<WorkContext>();

export function currentContext(): WorkContext {
  return storage.getStore() ?? {};
}

/** Runs `work` with these facts added to the current ones. */
export function withContext<Result>(added: WorkContext, work: () => Result): Result {
  return storage.run({ ...storage.getStore(), ...added }, work);
}

/** Adds facts to the current context, for all that follows in it: cheaper than a context within the context. */
export function addToContext(added: WorkContext): void {
  Object.assign(storage.getStore() ?? {}, added);
}
