import { derivedId } from '@psa-bridge/core';
import { letterAsHtml, letterAsText, type Letter, type Mail } from '@psa-bridge/mail';
import type { Notice, NoticeUpdate } from './notice.ts';
import type { Subscription } from './subscription.ts';

/** Says where people reach the page that asks `POST` of this service: a link alone changes nothing, for mail programs follow links. */
export interface StatusPages {
  confirm(token: string): string;
  unsubscribe(token: string): string;
}

export function statusPages(publicUrl: string): StatusPages {
  return {
    confirm: (token) => `${publicUrl}/status/confirm#token=${token}`,
    unsubscribe: (token) => `${publicUrl}/status/unsubscribe#token=${token}`,
  };
}

const SAID: Readonly<Record<NoticeUpdate<Notice['stage']>['stage'], string>> = {
  reported: 'was reported',
  investigating: 'is being looked into',
  identified: 'its cause is known',
  monitoring: 'is mended and being watched',
  resolved: 'is resolved',
  unfounded: 'was none',
  planned: 'is planned',
  cancelled: 'is cancelled',
};

const WHAT = { incident: 'Incident', maintenance: 'Maintenance' } as const;

/** An update of a notice, to one subscriber; the same id each time it is sent. */
export function noticeMail(notice: Notice, at: number, to: Subscription, pages: StatusPages): Mail | undefined {
  const update = notice.updates[at];
  if (!update) return undefined;
  return mailOf(to, derivedId('status-mail', notice._id, String(at), to._id), {
    subject: `${WHAT[notice.kind]} ${SAID[update.stage]}: ${notice.title}`,
    paragraphs: [
      update.text,
      ...concerned(notice),
      ...(notice.kind === 'maintenance' ? [period(notice.startsAt, notice.endsAt)] : []),
    ],
    footer: `You get this mail because ${to.email} is to hear of the platform's status. To end that: ${pages.unsubscribe(to.unsubscribeToken)}`,
  });
}

/** Asks whoever reads the address's mail whether they agree. */
export function confirmationMail(to: Subscription, confirmToken: string, pages: StatusPages): Mail {
  return mailOf(to, derivedId('status-confirmation', to._id, confirmToken), {
    subject: "Confirm that you want to hear of the platform's status",
    paragraphs: [
      `Somebody asked that ${to.email} hears by mail of incidents and planned maintenance.`,
      'Nothing is sent unless you agree. The link works for three days; if you do not want to, do nothing.',
    ],
    action: { label: 'I agree', url: pages.confirm(confirmToken) },
    footer: `This mail was sent to ${to.email} once. Nobody reads answers to it.`,
  });
}

function mailOf({ email }: Subscription, id: string, { subject, ...body }: Omit<Letter, 'greeting'> & { subject: string }): Mail {
  const letter = { greeting: 'Hello,', ...body };
  return { id, to: email, subject, text: letterAsText(letter), html: letterAsHtml(letter) };
}

function concerned({ services }: Notice): readonly string[] {
  return services.length === 0 ? [] : [`Concerned: ${services.join(', ')}.`];
}

function period(from: Date, to: Date): string {
  return `From ${from.toISOString()} to ${to.toISOString()}.`;
}
