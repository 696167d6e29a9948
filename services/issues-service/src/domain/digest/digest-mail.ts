import { letterAsHtml, letterAsText, type Mail } from '@psa-bridge/mail';
import type { Digest, DigestedCause } from './digest.ts';

const MOST_IN_A_MAIL = 20;

/** A digest as a mail; the same id each time it is sent. */
export function digestMail({ id, causes, moreCauses, openIssues }: Digest, to: string, publicUrl: string): Mail {
  const shown = causes.slice(0, MOST_IN_A_MAIL);
  const more = moreCauses + causes.length - shown.length;
  const letter = {
    greeting: 'Hello,',
    paragraphs: [
      openIssues === 0 ? 'No issue is open any more.' : `${issues(openIssues)} open, by cause:`,
      ...shown.map(paragraph),
      ...(more > 0 ? [`And ${more} more ${more === 1 ? 'cause' : 'causes'}.`] : []),
    ],
    action: { label: 'Open the issues', url: `${publicUrl}/issues` },
    footer: `You get this mail because ${to} is to hear of issues: at once of a new cause, else at most once an hour. To end that: ${publicUrl}/issues/digest`,
  };
  return { id, to, subject: subjectOf(causes, openIssues), text: letterAsText(letter), html: letterAsHtml(letter) };
}

function subjectOf(causes: readonly DigestedCause[], openIssues: number): string {
  const fresh = causes.filter(({ isNew }) => isNew);
  const [first] = fresh;
  if (openIssues === 0) return 'All issues are mended';
  if (first && fresh.length === 1) return `New: ${oneLine(first.message)}`;
  return fresh.length > 1 ? `${fresh.length} new causes of issues` : `${issues(openIssues)} open`;
}

function paragraph({ open, message, remedy, isNew }: DigestedCause): string {
  return `${isNew ? 'New: ' : ''}${open} × ${message}${remedy === '' ? '' : ` — ${remedy}`}`;
}

function issues(count: number): string {
  return count === 1 ? '1 issue is' : `${count} issues are`;
}

/** A subject has no line breaks, whatever the PSA said. */
function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}
