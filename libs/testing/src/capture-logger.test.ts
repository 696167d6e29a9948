import { describe, expect, it } from '@jest/globals';
import { captureLogger } from './capture-logger.ts';

describe('a captured log', () => {
  it('keeps the lines of a logger and its children with all their fields', () => {
    const log = captureLogger();

    log.logger.info({ a: 1 }, 'first');
    log.logger.child({ tenantId: 't' }).child({ b: 2 }).warn({ c: 3 }, 'second');

    expect(log.lines).toEqual([
      { level: 'info', event: 'first', fields: { a: 1 } },
      { level: 'warn', event: 'second', fields: { tenantId: 't', b: 2, c: 3 } },
    ]);
    expect(log.of('second')).toHaveLength(1);
  });
});
