import { openMail, type OpenMail } from '@psa-bridge/mail';
import type { Platform } from '@psa-bridge/service-host';
import type { Config } from './config.ts';
import type { Collections } from './ports.ts';

const WITHOUT_MAIL = 'Ask your operator for one.';

/** The way out for mails that the configuration names. */
export function mailOf({ MAIL_URL: url, MAIL_FROM: from }: Config, { mailOutbox }: Collections, { clock }: Platform): OpenMail {
  return openMail({ url, from, shelves: mailOutbox, clock, cure: WITHOUT_MAIL });
}
