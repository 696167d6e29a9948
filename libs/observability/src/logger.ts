/** Fields of a log line. Keys that the logger owns (level, time, service, tenantId, requestId, traceId) come from the context. */
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * `log.info({ issueId }, 'issue_opened')`: an event name in snake_case with fields, never interpolated text, never bodies.
 * error = someone must act; warn = degraded; info = a business fact; debug = the rest.
 */
export interface Logger {
  debug(fields: LogFields, event: string): void;
  info(fields: LogFields, event: string): void;
  warn(fields: LogFields, event: string): void;
  error(fields: LogFields, event: string): void;
  child(fields: LogFields): Logger;
}
