import { notFound, type Caller } from '@psa-bridge/core';
import { endSession, type Session } from '../domain/session.ts';
import type { Deps } from '../ports.ts';

type Owner = Pick<Caller, 'tenantId' | 'subject'>;
type EndedBy = NonNullable<Session['endedBy']>;

/** What users see and do about their own sessions. */
export function makeOwnSessions({ sessions, clock, logger }: Pick<Deps, 'sessions' | 'clock' | 'logger'>) {
  const live = ({ tenantId, subject }: Owner) =>
    sessions
      .forTenant(tenantId)
      .find({ userId: subject, expiresAt: { $gt: clock.now() }, endedAt: { $exists: false } }, { sort: { lastUsedAt: -1 } });

  async function end({ tenantId, subject }: Owner, id: string, endedBy: EndedBy): Promise<void> {
    const at = clock.now();
    await sessions
      .forTenant(tenantId)
      .mutate(id, (session) => (session?.userId === subject && !session.endedAt ? endSession(session, endedBy, at) : undefined));
  }

  return {
    /** Those that are not over, the one used last first. */
    list: live,
    /** @throws AppError `session_unknown` (404), also for a session of somebody else. */
    async revoke(caller: Owner, id: string): Promise<void> {
      const session = await sessions.forTenant(caller.tenantId).get(id);
      if (session?.userId !== caller.subject) throw notFound('session_unknown', 'You have no such session.', { expected: true });
      await end(caller, id, 'revoked');
    },
    /** All of them, also the one that is asking: the access tokens that are out live five minutes at most. */
    async endAll(caller: Owner, endedBy: EndedBy): Promise<void> {
      for (const { _id } of await live(caller)) await end(caller, _id, endedBy);
      logger.info({ tenantId: caller.tenantId, userId: caller.subject, endedBy }, 'sessions_ended');
    },
  };
}
