import type { Mount } from '@psa-bridge/http-server';
import { escapeHtml, type KeptMail, type MailOutbox } from '@psa-bridge/mail';

/**
 * The page on which whoever develops reads the mails that were kept instead of sent. It is at this service alone: the gateway
 * lets nobody through to it.
 */
export function mailOutboxMount(outbox: Pick<MailOutbox, 'listAll'>): Mount {
  return {
    path: '/mail-outbox',
    permission: 'public',
    async handler(_request, response) {
      const mails = await outbox.listAll();
      response.setHeader('cache-control', 'no-store');
      response.type('html').send(outboxPage(mails));
    },
  };
}

/** The mails as HTML, the latest first. What a mail holds is shown in a frame in which nothing runs. */
export function outboxPage(mails: readonly KeptMail[]): string {
  const list = mails.length === 0 ? '<p>No mail yet.</p>' : mails.map(asArticle).join('\n');
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><title>Mail outbox</title></head>',
    '<body style="font-family:sans-serif;max-width:60em;margin:2em auto">',
    '<h1>Mail outbox</h1>',
    '<p>These mails were kept here instead of sent, because MAIL_URL is <code>outbox:</code>.</p>',
    list,
    '</body></html>',
    '',
  ].join('\n');
}

function asArticle({ to, subject, text, html, at }: KeptMail): string {
  return [
    '<article style="border-top:1px solid #d0d7de">',
    `<h2>${escapeHtml(subject)}</h2>`,
    `<p>to ${escapeHtml(to)}, ${at.toISOString()}</p>`,
    `<pre style="white-space:pre-wrap">${escapeHtml(text)}</pre>`,
    `<details><summary>as HTML</summary><iframe sandbox srcdoc="${escapeHtml(html)}" style="width:100%;height:24em"></iframe></details>`,
    '</article>',
  ].join('\n');
}
