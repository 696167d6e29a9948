export { escapeHtml, letterAsHtml, letterAsText, type Letter } from './letter.ts';
export type { Mail, Mailer } from './mailer.ts';
export type { KeptMail, MailOutbox } from './mailer.outbox.ts';
export { mailFrom, mailUrl, openMail, type OpenMail } from './open-mail.ts';
