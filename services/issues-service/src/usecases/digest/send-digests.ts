import { derivedId, newId, toAppError, type Clock } from '@psa-bridge/core';
import type { Mailer } from '@psa-bridge/mail';
import type { Logger, Metrics } from '@psa-bridge/observability';
import type { Collection, Draft, Leases } from '@psa-bridge/persistence';
import { digestEvent } from '../../domain/digest/digest-event.ts';
import { digestMail } from '../../domain/digest/digest-mail.ts';
import { decideDigest, type Standing } from '../../domain/digest/digest.ts';
import { isThere, type DigestSubscription } from '../../domain/digest/subscription.ts';
import type { Leavings } from '../../ports.ts';
import { leavingId } from '../owners.ts';
import type { makeCountCauses } from '../list-cause-groups.ts';

export interface SendDigestsDeps {
  subscriptions: Collection<DigestSubscription>;
  leavings: Leavings;
  countCauses: ReturnType<typeof makeCountCauses>;
  mailer: Mailer;
  publicUrl: string;
  leases: Leases;
  clock: Clock;
  metrics: Metrics;
  logger: Logger;
}

const LEASE = 'issue-digests';
/** Taken again before each subscription; one takes less. */
const LEASE_MS = 60_000;
const PAGE = 100;
const MOST_CAUSES = 200;

/**
 * Looks what each subscription is to be told. That it was told stands in its document, with the event and with the mail that is still to
 * be sent: killed in between, the mail goes out with the next look, at worst once more under the same id.
 */
export function makeSendDigests(deps: SendDigestsDeps) {
  const { subscriptions, leavings, countCauses, mailer, publicUrl, leases, clock, metrics, logger } = deps;
  const owner = newId();
  const isHeld = async (): Promise<boolean> => (await leases.acquire(LEASE, owner, LEASE_MS)) !== undefined;

  return async (signal: AbortSignal): Promise<void> => {
    if (!(await isHeld())) return;
    try {
      const everybody = subscriptions.acrossTenants('One replica tells all tenants.');
      for await (const page of everybody.pages({ endedAt: { $exists: false } }, { pageSize: PAGE })) await tellAll(page, signal);
    } finally {
      await leases.release(LEASE, owner);
    }
  };

  async function tellAll(page: readonly DigestSubscription[], signal: AbortSignal): Promise<void> {
    for (const subscription of page) {
      if (signal.aborted || !(await isHeld())) return;
      await tell(subscription);
    }
  }

  /** One that cannot be told must not hold up the others; whoever is kept out hears nothing until let in again. */
  async function tell(subscription: DigestSubscription): Promise<void> {
    const { _id, tenantId, subject } = subscription;
    try {
      if ((await leavings.forTenant(tenantId).get(leavingId(tenantId, subject)))?.isGone) return;
      if (subscription.toSend) await send(subscription);
      const standing = await countCauses(tenantId, subscription.filter, MOST_CAUSES);
      const told = await note(subscription, standing);
      if (told?.toSend) await send(told);
    } catch (error) {
      const { code, kind } = toAppError(error);
      logger.warn({ tenantId, subscriptionId: _id, code, kind, error }, 'issue_digest_not_sent');
    }
  }

  async function note({ _id: id, tenantId }: DigestSubscription, standing: Standing): Promise<DigestSubscription | undefined> {
    return subscriptions.forTenant(tenantId).mutate(id, (current) => {
      const decided = isThere(current) && !current.toSend ? decideDigest(current, standing, clock.now()) : undefined;
      return current && decided && told(current, decided);
    });
  }

  function told(
    current: DigestSubscription,
    { digest: said, next }: NonNullable<ReturnType<typeof decideDigest>>,
  ): Draft<DigestSubscription> {
    const digest = { id: derivedId('issue-digest', current._id, String(said.at.getTime())), ...said };
    const toSend = current.email === undefined ? {} : { toSend: digest };
    return { ...current, ...next, ...toSend, outbox: [digestEvent(current, digest)] };
  }

  /** What the mail server refuses for good is given up; where it cannot be asked, the mail waits. */
  async function send({ _id: id, tenantId, email, toSend }: DigestSubscription): Promise<void> {
    if (email === undefined || !toSend) return;
    try {
      await mailer.send(tenantId, digestMail(toSend, email, publicUrl));
      metrics.count('psa_bridge_issue_digests_total', { outcome: 'sent' });
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.kind === 'unavailable') throw error;
      metrics.count('psa_bridge_issue_digests_total', { outcome: 'refused' });
      logger.warn({ tenantId, subscriptionId: id, code: error.code }, 'issue_digest_refused');
    }
    await subscriptions.forTenant(tenantId).mutate(id, (current) => {
      if (current?.toSend?.id !== toSend.id) return undefined;
      const { toSend: _sent, ...rest } = current;
      return rest;
    });
  }
}
