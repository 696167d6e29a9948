import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { withContext } from './context.ts';
import { createLogger, type LogLevel } from './create-logger.ts';
import type { Logger } from './logger.ts';

function capture(level: LogLevel = 'info'): { log: Logger; lines: () => Record<string, unknown>[]; raw: string[] } {
  const raw: string[] = [];
  const destination = { write: (line: string) => void raw.push(line) };
  const log = createLogger({ service: 'demo', level, destination, clock: createManualClock('2026-01-05T08:00:00.000Z') });
  return { log, raw, lines: () => raw.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('the logger', () => {
  it('writes one JSON line with the event, its fields and the context, and no secret', () => {
    const { log, lines } = capture();

    withContext({ tenantId: 't1', requestId: 'r1', traceId: 'abc', integrationId: 'i9' }, () =>
      log.child({ provider: 'p' }).info({ issueId: 'i1', password: 'hunter2' }, 'issue_opened'),
    );
    log.debug({}, 'not_written');

    expect(lines()).toEqual([
      {
        level: 'info',
        time: '2026-01-05T08:00:00.000Z',
        service: 'demo',
        msg: 'issue_opened',
        issueId: 'i1',
        tenantId: 't1',
        requestId: 'r1',
        traceId: 'abc',
        integrationId: 'i9',
        provider: 'p',
        password: '[redacted]',
      },
    ]);
  });

  it('hides secrets in what a child was given, in errors and in nested lists', () => {
    const { log, raw } = capture('debug');
    const error = new Error('outer', { cause: Object.assign(new Error('inner'), { headers: [{ Authorization: 'hunter2' }] }) });

    log.child({ config: { apiKey: 'hunter2' } }).error({ error, list: [[{ token: 'hunter2' }]] }, 'call_failed');

    expect(raw.join()).not.toContain('hunter2');
    expect(raw.join()).toContain('inner');
  });

  it('takes the trace from the context that came with the work', () => {
    const { log, lines } = capture();

    withContext({ traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' }, () => log.warn({}, 'seen'));

    expect(lines()).toMatchObject([{ traceId: '0af7651916cd43dd8448eb211c80319c' }]);
    expect(lines()[0]).not.toHaveProperty('traceparent');
  });

  it('keeps its own keys, and the context wins over fields', () => {
    const { log, lines, raw } = capture();

    withContext({ tenantId: 'real' }, () => log.info({ level: 5, service: 'other', msg: 'x', tenantId: 'fake' }, 'kept'));

    expect(lines()).toMatchObject([{ level: 'info', service: 'demo', msg: 'kept', tenantId: 'real', field_level: 5 }]);
    expect(raw[0]?.match(/"(level|service|msg|tenantId)":/g)).toHaveLength(4);
  });
});
