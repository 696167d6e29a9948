import type { PartContext } from '@psa-bridge/connector-kit';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';

type Context = PartContext<ConnectWiseSession, ConnectWiseSettings>;

/**
 * Reads a page that takes several calls. Each call that came back is kept for the next try, so that the page is whole in the end
 * however often the limit comes between them (CW-60).
 */
export function keepingReads<Result>(context: Context, read: (kept: Context) => Promise<Result>): Promise<Result> {
  const { session } = context;
  const { client } = session;
  return session.inPieces((piece) =>
    read({
      ...context,
      session: {
        ...session,
        client: {
          ...client,
          list: (path, search, shape) => piece(nameOf('list', path, search), () => client.list(path, search, shape)),
          walk: (path, walk, shape) => piece(nameOf('walk', path, walk), () => client.walk(path, walk, shape)),
        },
      },
    }),
  );
}

function nameOf(how: string, path: string, asked: unknown): string {
  return `${how} ${path} ${JSON.stringify(asked)}`;
}
