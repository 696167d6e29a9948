import pino from 'pino';
import { currentContext } from './context.ts';
import type { LogFields, Logger } from './logger.ts';
import { redact } from './redact.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

export interface LoggerOptions {
  service: string;
  level?: LogLevel;
  /** Where lines go; standard output when absent. */
  destination?: { write(line: string): void };
}

/** JSON lines through pino; secrets are redacted at every depth, and the current context is added to each line. */
export function createLogger({ service, level = 'info', destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const target = destination ? pino(options, destination) : pino(options);
  return wrap(target);
}

function wrap(target: pino.Logger): Logger {
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (fields: LogFields, event: string) => {
    if (!target.isLevelEnabled(level)) return;
    const { requestId, tenantId, traceId } = currentContext();
    const context = { ...(tenantId && { tenantId }), ...(requestId && { requestId }), ...(traceId && { traceId }) };
    target[level]({ ...(redact(fields) as LogFields), ...context }, event);
  };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => wrap(target.child(redact(fields) as pino.Bindings)),
  };
}
