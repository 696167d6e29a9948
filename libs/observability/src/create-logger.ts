import { systemClock, type Clock } from '@psa-bridge/core';
import pino from 'pino';
import { currentContext } from './context.ts';
import type { LogFields, Logger } from './logger.ts';
import { redact } from './redact.ts';
import { currentTraceId } from './tracing.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

export interface LoggerOptions {
  service: string;
  level?: LogLevel;
  /** Where lines go; standard output when absent. */
  destination?: { write(line: string): void };
  clock?: Clock;
}

/** Keys that the logger itself writes: a field of the same name is written as `field_<name>`. */
const OWN_KEYS: ReadonlySet<string> = new Set(['level', 'time', 'service', 'msg']);

/** JSON lines through pino; secrets are redacted at every depth, and the current context is added to each line. */
export function createLogger({ service, level = 'info', destination, clock = systemClock }: LoggerOptions): Logger {
  const options = {
    level,
    base: { service },
    timestamp: () => `,"time":"${clock.now().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return wrap(destination ? pino(options, destination) : pino(options), {});
}

function wrap(target: pino.Logger, bound: LogFields): Logger {
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (fields: LogFields, event: string) => {
    if (target.isLevelEnabled(level)) target[level]({ ...bound, ...clean(fields), ...contextFields() }, event);
  };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => wrap(target, { ...bound, ...clean(fields) }),
  };
}

function clean(fields: LogFields): LogFields {
  const redacted = redact({ ...fields }) as LogFields;
  if (!Object.keys(redacted).some((key) => OWN_KEYS.has(key))) return redacted;
  return Object.fromEntries(Object.entries(redacted).map(([key, value]) => [OWN_KEYS.has(key) ? `field_${key}` : key, value]));
}

function contextFields(): LogFields {
  const { traceparent: _traceparent, traceId: _traceId, actor: _actor, address: _address, ...facts } = currentContext();
  const traceId = currentTraceId();
  return traceId === undefined ? facts : { ...facts, traceId };
}
