import { randomUUID } from 'node:crypto';
import { htmlAnswer, plainRedirect, type HttpAnswer, type HttpCall } from '../../http/exchange.ts';
import { nowMs, type Connection, type Platform } from '../platform.ts';
import type { Book } from '../store/book.ts';
import { newAuthEventId, type Grants } from './grants.ts';
import { readScopes } from './scopes.ts';

/** The consent screen, with the person's choice already made (xero.md 2). */
export function answerAuthorize(platform: Platform, grants: Grants, { query }: HttpCall): HttpAnswer {
  const redirectUri = query.get('redirect_uri') ?? '';
  const { app, credentials, consent, switches } = platform;
  const isOurs = query.get('client_id') === credentials.clientId && app.redirectUris.includes(redirectUri);
  if (!isOurs) return htmlAnswer(400, 'Error: unauthorized_client or invalid redirect_uri');
  const back = (parameters: Record<string, string>): HttpAnswer =>
    plainRedirect(backTo(redirectUri, query.get('state'), parameters));
  if (query.get('response_type') !== 'code') return back({ error: 'unsupported_response_type' });
  const scopes = readScopes(query.get('scope') ?? '', app.scopes);
  if (!scopes) return back({ error: switches.refusedScope });
  if (!consent.isGranted) return back({ error: 'access_denied' });
  const authEventId = newAuthEventId();
  for (const position of consent.organisations) connect(platform, position, authEventId);
  const challenge = query.get('code_challenge') ?? undefined;
  return back({ code: grants.giveCode({ redirectUri, scopes, authEventId, challenge }), scope: scopes.join(' ') });
}

function backTo(redirectUri: string, state: string | null, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries({ ...parameters, ...(state === null ? {} : { state }) })) {
    url.searchParams.set(name, value);
  }
  return url.href;
}

/** A new connection, or the one that is there under the new consent. */
function connect(platform: Platform, position: number, authEventId: string): void {
  const at = nowMs(platform);
  const before = platform.connections.find(({ organisation }) => organisation === position);
  const made: Connection = before
    ? { ...before, authEventId, updatedAt: at }
    : { guid: randomUUID(), authEventId, organisation: position, createdAt: at, updatedAt: at };
  platform.connections = [...platform.connections.filter((one) => one !== before), made];
}

/** Redirects go to https, or to localhost by that name while developing (xero.md 2). */
export function isRedirectUri(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === 'localhost'));
}

/** The books that this app may open now under this guid; undefined where there is no connection to them. */
export function connectedBook({ books, connections }: Platform, tenantId: string): Book | undefined {
  const book = books.find(({ organisation }) => organisation.guid === tenantId.toLowerCase());
  return connections.some(({ organisation }) => organisation === book?.index) ? book : undefined;
}
