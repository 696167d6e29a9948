import type { Clock } from '@psa-bridge/core';
import type { Mail, Mailer } from './mailer.ts';

/** A mail as it is kept; `_id` is its own id within its tenant. */
export interface KeptMail extends Mail {
  readonly _id: string;
  readonly tenantId: string;
  readonly version: number;
  readonly at: Date;
}

/** What is needed of one tenant's part of a stored collection. */
interface Shelf {
  put(mail: Omit<KeptMail, 'version'>): Promise<void>;
  find(
    filter: Readonly<Record<string, never>>,
    options: { sort: Readonly<Record<string, -1>>; limit: number },
  ): Promise<KeptMail[]>;
}

/** Where mails are kept: a collection of the service that sends them. */
export interface MailShelves {
  forTenant(tenantId: string): Shelf;
  acrossTenants(reason: string): Shelf;
}

/** Mails that did not leave the house, for development. */
export interface MailOutbox extends Mailer {
  /** The latest first. */
  list(tenantId: string): Promise<readonly KeptMail[]>;
  /** Those of all tenants, for the person who develops. */
  listAll(): Promise<readonly KeptMail[]>;
}

const LATEST = { sort: { at: -1 }, limit: 100 } as const;

/** Keeps mails where they can be read, instead of sending them. */
export function createMailOutbox(shelves: MailShelves, clock: Clock): MailOutbox {
  return {
    async send(tenantId, mail) {
      await shelves.forTenant(tenantId).put({ ...mail, _id: mail.id, tenantId, at: clock.now() });
    },
    list: (tenantId) => shelves.forTenant(tenantId).find({}, LATEST),
    listAll: () => shelves.acrossTenants('The outbox page shows whoever develops all mails.').find({}, LATEST),
  };
}
