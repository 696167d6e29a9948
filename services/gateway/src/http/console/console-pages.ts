import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import type { RequestHandler } from 'express';
import sirv from 'sirv';

/** Where the console's first page is. */
export const CONSOLE_HOME = '/overview';

/** Begins what only programs ask for: nothing below is a page. */
const NO_PAGES = ['/v1/', '/public-api/', '/docs/', '/.well-known/'];
const ASSETS = '/assets/';
const FOR_GOOD = 'public, max-age=31536000, immutable';
/** In the page, where each answer has a word of its own. */
const NONCE = '__STYLE_NONCE__';
const NONCE_BYTES = 18;

/**
 * The console, from the folder that it was built into. Its files are named by what is in them, so that they are kept for good; its
 * one page is asked for each time, and stands for every address within the console.
 */
export function consolePages(folder: string): RequestHandler {
  const files = sirv(folder, { etag: true, brotli: true, gzip: true, setHeaders: keepForGood });
  const page = readFileSync(path.join(folder, 'index.html'), 'utf8');

  return (request, response, next) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead || NO_PAGES.some((beginning) => request.path.startsWith(beginning))) return next();
    if (request.path.startsWith(ASSETS)) return void files(request, response, next);
    if (request.headers.accept?.includes('text/html') !== true) return next();
    const nonce = randomBytes(NONCE_BYTES).toString('base64');
    response.setHeader('content-security-policy', policyWith(nonce));
    response.setHeader('cache-control', 'no-cache');
    response.type('html').send(page.replaceAll(NONCE, nonce));
  };
}

/** Over what every answer of the gateway says. */
function keepForGood(response: ServerResponse): void {
  response.setHeader('cache-control', FOR_GOOD);
}

/** Scripts come from files of ours alone; styles as well, but for those that the components make, which carry the nonce. */
function policyWith(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
