import type { PartContext } from '@psa-bridge/connector-kit';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';

type Context = PartContext<ConnectWiseSession, ConnectWiseSettings>;

/**
 * Reads what takes several calls. Each call that came back is kept for the next try, so that the whole is there in the end
 * however often the limit comes between them (CW-60). The time of the reading is that of its first try: what was kept is as old
 * as that, and told as newer it would win over what was changed meanwhile.
 *
 * @param name tells this reading from all others of the integration, which find nothing that it kept
 */
export function keepingReads<Result>(name: string, context: Context, read: (kept: Context) => Promise<Result>): Promise<Result> {
  const { session } = context;
  const { client } = session;
  return session.inPieces(async (piece) => {
    const startedAt = await piece(`${name}: begun`, () => Promise.resolve(context.clock.now()));
    const clock = { ...context.clock, now: () => startedAt };
    const nameOf = (path: string, asked: unknown): string => `${name}: ${path} ${JSON.stringify(asked)}`;
    return read({
      ...context,
      clock,
      session: {
        ...session,
        clock,
        client: {
          ...client,
          list: (path, search, shape) => piece(nameOf(path, search), () => client.list(path, search, shape)),
          walk: (path, walk, shape) => piece(nameOf(path, walk), () => client.walk(path, walk, shape)),
        },
      },
    });
  });
}
