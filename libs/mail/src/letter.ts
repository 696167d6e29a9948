/** What a mail says, to be written as text and as HTML alike. */
export interface Letter {
  greeting: string;
  paragraphs: readonly string[];
  /** The one thing that the reader is asked to do. */
  action?: { label: string; url: string };
  /** In small print. */
  footer: string;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand in HTML, between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

export function letterAsText({ greeting, paragraphs, action, footer }: Letter): string {
  const call = action ? [`${action.label}:\n${action.url}`] : [];
  return [greeting, ...paragraphs, ...call, `-- \n${footer}`, ''].join('\n\n').replace(/\n+$/, '\n');
}

/** Styles stand in the tags, because mail programs drop everything else; no image is loaded from anywhere. */
export function letterAsHtml({ greeting, paragraphs, action, footer }: Letter): string {
  const call = action
    ? [
        `<p><a href="${escapeHtml(action.url)}" style="${BUTTON}">${escapeHtml(action.label)}</a></p>`,
        `<p style="${SMALL}">If the button does nothing, copy this address into your browser:<br>${escapeHtml(action.url)}</p>`,
      ]
    : [];
  return [
    '<!doctype html>',
    `<html lang="en"><body style="${PAGE}">`,
    ...[greeting, ...paragraphs].map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
    ...call,
    `<p style="${SMALL}">${escapeHtml(footer)}</p>`,
    '</body></html>',
    '',
  ].join('\n');
}

const PAGE = 'font-family:sans-serif;font-size:15px;line-height:1.5;color:#1b1f24;max-width:36em;margin:2em auto;padding:0 1em';
const BUTTON = 'display:inline-block;padding:10px 18px;border-radius:4px;background:#0b5cad;color:#ffffff;text-decoration:none';
const SMALL = 'font-size:12px;color:#57606a';
