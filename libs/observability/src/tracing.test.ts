import { describe, expect, it } from '@jest/globals';
import { currentContext } from './context.ts';
import { currentTraceId, currentTraceparent, stopTracing, traceIdOf, traceOf, withRemoteTrace } from './tracing.ts';

const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('the trace, without a collector', () => {
  it('is carried from a message to what is done for it, and ends with it', async () => {
    const seen = await withRemoteTrace({ traceparent: TRACEPARENT, name: 'work' }, async () => ({
      id: currentTraceId(),
      parent: currentTraceparent(),
    }));

    expect(seen).toEqual({ id: '0af7651916cd43dd8448eb211c80319c', parent: TRACEPARENT });
    expect(currentContext()).toEqual({});
  });

  it.each([undefined, 'nonsense', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, `${TRACEPARENT}-extra`])(
    'begins anew where %s is given',
    async (traceparent) => {
      const seen = await withRemoteTrace({ traceparent, name: 'work' }, async () => currentTraceparent());

      expect(seen).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
      expect(seen).not.toContain('0af7651916cd43dd8448eb211c80319c');
    },
  );

  it('keeps two pieces of work apart that run at the same time', async () => {
    const other = traceOf(undefined).traceparent;
    const run = (traceparent: string): Promise<string | undefined> =>
      withRemoteTrace({ traceparent, name: 'work' }, async () => {
        await Promise.resolve();
        return currentTraceId();
      });

    const seen = await Promise.all([run(TRACEPARENT), run(other)]);

    expect(seen).toEqual([traceIdOf(TRACEPARENT), traceIdOf(other)]);
  });

  it('passes on what the work throws', async () => {
    const failing = withRemoteTrace({ traceparent: TRACEPARENT, name: 'work' }, async () => {
      throw new Error('no');
    });

    await expect(failing).rejects.toThrow('no');
    await expect(stopTracing()).resolves.toBeUndefined();
  });
});
