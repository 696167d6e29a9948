import { newId, toAppError, type Clock } from '@psa-bridge/core';
import type { Mail, Mailer } from '@psa-bridge/mail';
import type { Logger } from '@psa-bridge/observability';
import type { Collection, Leases } from '@psa-bridge/persistence';
import { PLATFORM_TENANT } from '@psa-bridge/service-host';
import { confirmationMail, noticeMail, type StatusPages } from '../../domain/notices/notice-mail.ts';
import { afterMails, type Notice } from '../../domain/notices/notice.ts';
import type { Subscription } from '../../domain/notices/subscription.ts';
import { mailedToken } from './subscriptions.ts';

export interface MailNoticesDeps {
  notices: Collection<Notice>;
  subscriptions: Collection<Subscription>;
  mailer: Mailer;
  pages: StatusPages;
  leases: Leases;
  clock: Clock;
  logger: Logger;
}

const LEASE = 'status-mails';
/** Taken again before each page of mails; a page takes less. */
const LEASE_MS = 2 * 60_000;
const PAGE = 20;
const AT_ONCE = 20;
const ANYONES = 'One replica sends the mails of all tenants.';

/**
 * Sends what waits: the mails that ask for a confirmation, and each update of a notice to whoever subscribed. How far it is stands in
 * the document itself: killed in between, a page of mails goes out once more, under the same ids.
 */
export function makeMailNotices({ notices, subscriptions, mailer, pages, leases, clock, logger }: MailNoticesDeps) {
  const owner = newId();
  const isHeld = async (): Promise<boolean> => (await leases.acquire(LEASE, owner, LEASE_MS)) !== undefined;

  /** An address that does not take mails must not hold up the others; a server that takes none does. */
  async function sent(tenantId: string, mail: Mail): Promise<void> {
    try {
      await mailer.send(tenantId, mail);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.kind === 'unavailable') throw error;
      logger.warn({ tenantId, code: error.code }, 'status_mail_not_sent');
    }
  }

  async function ask(subscription: Subscription): Promise<void> {
    const { tenantId, _id: id, confirmToken, expiresAt } = subscription;
    if (confirmToken !== undefined && expiresAt && expiresAt > clock.now())
      await sent(tenantId, confirmationMail(subscription, mailedToken(subscription, confirmToken), pages));
    await subscriptions.forTenant(tenantId).mutate(id, (current) => {
      if (!current || current.confirmToken !== confirmToken) return undefined;
      const { asksFor: _asked, ...rest } = current;
      return rest;
    });
  }

  /** The next page of whoever is to be told of the notice's first update in line. */
  async function tellPage(notice: Notice): Promise<Notice | undefined> {
    const { tenantId, _id: id, toMail, mailedUpTo } = notice;
    const whose = tenantId === PLATFORM_TENANT ? subscriptions.acrossTenants(ANYONES) : subscriptions.forTenant(tenantId);
    const behind = mailedUpTo === undefined ? {} : { _id: { $gt: mailedUpTo } };
    const page = await whose.find({ state: 'confirmed', ...behind }, { sort: { _id: 1 }, limit: PAGE });
    for (const subscription of page) {
      const mail = noticeMail(notice, toMail[0] ?? -1, subscription, pagesFor(subscription));
      if (mail) await sent(subscription.tenantId, mail);
    }
    const done = { last: page.at(-1)?._id, isLast: page.length < PAGE };
    return notices
      .forTenant(tenantId)
      .mutate(id, (current) => (current && current.toMail[0] === toMail[0] ? afterMails(current, mailedUpTo, done) : undefined));
  }

  function pagesFor(subscription: Subscription): StatusPages {
    return { ...pages, unsubscribe: (secret) => pages.unsubscribe(mailedToken(subscription, secret)) };
  }

  async function mailAll(signal: AbortSignal): Promise<void> {
    const asking = await subscriptions.acrossTenants(ANYONES).find({ asksFor: 'confirmation' }, { limit: PAGE });
    for (const subscription of asking) if (!signal.aborted) await ask(subscription);
    const due = await notices.acrossTenants(ANYONES).find({ hasMail: true }, { limit: AT_ONCE });
    for (const found of due) {
      let notice: Notice | undefined = found;
      while (notice?.hasMail && !signal.aborted && (await isHeld())) notice = await tellPage(notice);
    }
  }

  return async (signal: AbortSignal): Promise<void> => {
    if (!(await isHeld())) return;
    try {
      await mailAll(signal);
    } finally {
      await leases.release(LEASE, owner);
    }
  };
}
