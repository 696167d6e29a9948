import type { Clock } from '@psa-bridge/core';
import type { Collection } from '@psa-bridge/persistence';
import type { StoredMail } from '../collections.ts';
import type { Mailer, MailOutbox } from '../ports.ts';

const MOST_SHOWN = 100;

/** Keeps mails where they can be read, instead of sending them. */
export function createMailOutbox(collection: Collection<StoredMail>, clock: Clock): Mailer & MailOutbox {
  return {
    async send(tenantId, mail) {
      await collection.forTenant(tenantId).put({ _id: mail.id, tenantId, ...mail, at: clock.now() });
    },
    async list(tenantId) {
      const mails = await collection.forTenant(tenantId).find({}, { sort: { at: -1 }, limit: MOST_SHOWN });
      return mails.map(({ id, to, subject, text, html, at }) => ({ id, to, subject, text, html, at }));
    },
  };
}
