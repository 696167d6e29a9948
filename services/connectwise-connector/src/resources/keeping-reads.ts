import type { Page, PageRequest, PartContext } from '@psa-bridge/connector-kit';
import type { RecordType } from '@psa-bridge/records';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { IDS_PER_CALL } from './paging.ts';

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
      async recordIds(type, externalIds) {
        const found: (readonly [string, string])[] = [];
        for (const ids of callsFor(externalIds))
          found.push(...(await piece(nameOf(`records of ${type}`, ids), () => context.recordIds(type, ids))));
        return new Map(found);
      },
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

/** The same for work that nobody waits for. What a person or a callback asks for is read as it stands now, kept or not. */
export function keepingInBackground<Result>(
  name: string,
  context: Context,
  read: (context: Context) => Promise<Result>,
): Promise<Result> {
  const isAwaited = context.lane === 'interactive' || context.lane === 'webhook';
  return isAwaited ? read(context) : keepingReads(name, context, read);
}

/** A page of a run whose rows refer to what may have to be read as well. */
export function keepingPage<Type extends RecordType>(
  name: string,
  { context, request }: { context: Context; request: PageRequest },
  read: (kept: Context) => Promise<Page<Type>>,
): Promise<Page<Type>> {
  return keepingReads(`${name} since ${request.since?.toISOString()} after ${request.cursor}`, context, read);
}

/** Each group takes one call at most. */
function callsFor(externalIds: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(externalIds.length / IDS_PER_CALL);
  return Array.from({ length: count }, (_, index) => externalIds.slice(index * IDS_PER_CALL, (index + 1) * IDS_PER_CALL));
}
