import type { LogFields, Logger } from '@psa-bridge/observability';

export interface CapturedLine {
  level: 'debug' | 'info' | 'warn' | 'error';
  event: string;
  /** Those of the line and of the loggers it came through. */
  fields: LogFields;
}

export interface LogCapture {
  logger: Logger;
  /** Everything logged so far, children included, in order. */
  lines: readonly CapturedLine[];
  /** The lines of one event. */
  of(event: string): CapturedLine[];
}

/** A logger that keeps what it is told, for tests that a line is or is not written. */
export function captureLogger(): LogCapture {
  const lines: CapturedLine[] = [];

  function loggerWith(inherited: LogFields): Logger {
    const keep =
      (level: CapturedLine['level']) =>
      (fields: LogFields, event: string): void => {
        lines.push({ level, event, fields: { ...inherited, ...fields } });
      };
    return {
      debug: keep('debug'),
      info: keep('info'),
      warn: keep('warn'),
      error: keep('error'),
      child: (fields) => loggerWith({ ...inherited, ...fields }),
    };
  }

  return { logger: loggerWith({}), lines, of: (event) => lines.filter((line) => line.event === event) };
}
