import { emptyAnswer, jsonAnswer, type HttpAnswer, type HttpCall } from '../../http/exchange.ts';
import { readBasic, readForm } from '../../http/token-request.ts';
import type { Tenant } from '../tenant.ts';
import { isKnownScope } from './scopes.ts';
import type { Tokens } from './tokens.ts';

export interface OpenRoute {
  operation: 'authInfo' | 'token';
  answer(tenant: Tenant, tokens: Tokens, call: HttpCall): HttpAnswer;
}

/** What needs no token: discovery and the authorisation server (halopsa.md 2, 3). */
export function findOpenRoute(path: string): OpenRoute | undefined {
  const plain = path.toLowerCase().replace(/\/+$/, '');
  if (plain === '/api/authinfo') return { operation: 'authInfo', answer: answerAuthInfo };
  return plain === '/auth/token' ? { operation: 'token', answer: answerToken } : undefined;
}

function answerAuthInfo({ switches, credentials, origin }: Tenant, _tokens: Tokens, call: HttpCall): HttpAnswer {
  if (!switches.authInfo) return emptyAnswer(404);
  if (call.method !== 'GET') return emptyAnswer(405);
  return jsonAnswer(200, {
    auth_url: `${origin()}/auth${switches.authUrlSlash ? '/' : ''}`,
    tenant_id: credentials.tenant,
    login_types: ['agent', 'user'],
  });
}

function answerToken(tenant: Tenant, tokens: Tokens, call: HttpCall): HttpAnswer {
  if (call.method !== 'POST') return emptyAnswer(405);
  const form = readForm(call);
  if (form?.get('grant_type') !== 'client_credentials') return refused(400, form ? 'unsupported_grant_type' : 'invalid_request');
  if (!isClient(tenant, call, form) || !isTenant(tenant, call, form))
    return refused(tenant.switches.invalidClientStatus, 'invalid_client');
  const scopes = grantedScopes(tenant, form.get('scope') ?? 'all');
  if (!scopes) return refused(400, 'invalid_scope');
  const token = tokens.issue(scopes);
  return jsonAnswer(200, {
    access_token: token.value,
    token_type: 'Bearer',
    expires_in: token.lifeSeconds,
    scope: scopes.join(' '),
    refresh_token: null,
    id_token: null,
  });
}

function refused(status: number, error: string): HttpAnswer {
  return jsonAnswer(status, { error });
}

/** Id and secret come in the form or as HTTP Basic. */
function isClient({ credentials }: Tenant, call: HttpCall, form: URLSearchParams): boolean {
  const given = readBasic(call) ?? { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
  return given.id === credentials.clientId && given.secret === credentials.clientSecret;
}

/** The tenant comes in the query or in the form, and may be left out on the tenant's own host. */
function isTenant({ credentials, switches }: Tenant, { query }: HttpCall, form: URLSearchParams): boolean {
  const given = query.get('tenant') ?? form.get('tenant') ?? '';
  return given === '' ? !switches.tenantRequired : given.toLowerCase() === credentials.tenant.toLowerCase();
}

/** @returns undefined where a scope fails the whole token */
function grantedScopes({ access, switches }: Tenant, text: string): readonly string[] | undefined {
  const wanted = text.split(' ').filter((scope) => scope !== '');
  const granted = wanted.filter((scope) => isKnownScope(scope) && isGranted(access.scopes, switches.teamScope, scope));
  if (granted.length === 0) return undefined;
  return granted.length < wanted.length && switches.ungrantedScope === 'invalid_scope' ? undefined : granted;
}

/** Whichever name the tenant has for the scope of all teams, the other one does not exist there. */
function isGranted(scopes: readonly string[], teamScope: string, scope: string): boolean {
  const isTeams = scope === 'all:teams' || scope === 'allteams';
  if (isTeams && teamScope !== 'either' && scope !== teamScope) return false;
  return scopes.includes(scope) || scopes.includes('all');
}
