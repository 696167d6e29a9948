import { describe, expect, it } from '@jest/globals';
import { Secret } from '@psa-bridge/core';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentContext, withContext } from './context.ts';
import { createLogger } from './create-logger.ts';
import { createMetrics } from './create-metrics.ts';
import { METRICS } from './metric-list.ts';
import { redact, redactBody, redactUrl, SECRET_KEYS } from './redact.ts';
import { currentTraceId, currentTraceparent, withRemoteTrace } from './tracing.ts';

const ROOT = join(import.meta.dirname, '../../..');

describe('redaction', () => {
  it.each([...SECRET_KEYS, 'Api-Key', 'ApiIntegrationCode', 'X-Hook-Signature', 'client_secret'])(
    'hides %s at any depth',
    (key) => {
      const value = { outer: [{ [key]: 'hunter2', kept: 1 }], map: new Map([[key, 'hunter2']]) };

      const text = JSON.stringify(redact(value));

      expect(text).not.toContain('hunter2');
      expect(text).toContain('"kept":1');
    },
  );

  it('hides secrets in errors and their causes', () => {
    const cause = Object.assign(new Error('inner'), { config: { headers: { Authorization: 'Bearer hunter2' } } });
    const error = new Error('outer', { cause });

    const text = JSON.stringify(redact({ error, secret: new Secret('hunter2'), plain: new Secret('hunter2') }));

    expect(text).not.toContain('hunter2');
    expect(text).toContain('inner');
  });

  it('hides secrets in addresses and bodies', () => {
    expect(redactUrl('https://user:hunter2@example.com/a?token=hunter2&page=2')).toBe(
      'https://example.com/a?token=%5Bredacted%5D&page=2',
    );
    expect(redactBody('{"a":{"password":"hunter2"}}')).toBe('{"a":{"password":"[redacted]"}}');
    expect(redactBody('grant_type=x&client_secret=hunter2')).toBe('grant_type=x&client_secret=[redacted]');
    expect(redactBody('x'.repeat(9_000)).length).toBeLessThan(8_100);
  });

  it('ends for every value, also for circles', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;

    expect(JSON.stringify(redact(circle))).toContain('too deep');
    fc.assert(fc.property(fc.anything(), (value) => void redact(value)));
  });
});

describe('the logger', () => {
  it('writes an event with its fields, the context and no secret', () => {
    const lines: string[] = [];
    const log = createLogger({ service: 'demo', destination: { write: (line) => lines.push(line) } });

    withContext({ tenantId: 't1', requestId: 'r1', traceId: 'abc' }, () =>
      log.child({ provider: 'p' }).info({ issueId: 'i1', password: 'hunter2' }, 'issue_opened'),
    );
    log.debug({}, 'not_written');

    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'info',
      service: 'demo',
      msg: 'issue_opened',
      issueId: 'i1',
      tenantId: 't1',
      requestId: 'r1',
      traceId: 'abc',
      provider: 'p',
      password: '[redacted]',
    });
  });
});

describe('metrics', () => {
  it('are refused where the name, the type or a label is not declared', () => {
    const metrics = createMetrics({ processMetrics: false });

    expect(() => metrics.count('psa_bridge_unheard_of_total')).toThrow(/not declared/);
    expect(() => metrics.gauge('psa_bridge_published_total', 1)).toThrow(/not declared/);
    expect(() => metrics.count('psa_bridge_published_total', { entity: '7' })).toThrow(/label entity/);
  });

  it('count integrations beyond a thousand as other', async () => {
    const metrics = createMetrics({ processMetrics: false });

    for (let i = 0; i < 1_005; i += 1) metrics.gauge('psa_bridge_budget_remaining', 1, { integration: `i${i}` });

    const text = await metrics.expose();
    expect(text).toContain('integration="other"');
    expect(text).not.toContain('integration="i1003"');
  });

  it('used anywhere in the tree are all declared', () => {
    const declared = new Set(METRICS.map(({ name }) => name));
    const used = sources().flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/'(psa_bridge_[a-z_]+)'/g)].map((match) => match[1] ?? ''),
    );

    expect(used.filter((name) => !declared.has(name))).toEqual([]);
    expect(used.length).toBeGreaterThan(10);
  });
});

function sources(): string[] {
  return ['libs', 'services'].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).flatMap((name) =>
      readdirSync(join(ROOT, folder, name, 'src'), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
        .map((path) => join(ROOT, folder, name, 'src', path)),
    ),
  );
}

describe('the trace', () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

  it('is carried from a message to what is done for it, without a collector', async () => {
    const seen = await withRemoteTrace({ traceparent, name: 'work' }, async () => ({
      id: currentTraceId(),
      parent: currentTraceparent(),
    }));

    expect(seen).toEqual({ id: '0af7651916cd43dd8448eb211c80319c', parent: traceparent });
  });

  it('begins anew where the given one is malformed', async () => {
    const seen = await withRemoteTrace({ traceparent: 'nonsense', name: 'work' }, async () => currentTraceparent());

    expect(seen).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(currentContext()).toEqual({});
  });
});
