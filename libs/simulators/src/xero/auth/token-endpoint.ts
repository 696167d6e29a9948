import { emptyAnswer, jsonAnswer, type HttpAnswer, type HttpCall } from '../../http/exchange.ts';
import { readBasic, readForm } from '../../http/token-request.ts';
import type { Platform } from '../platform.ts';
import type { Grants, TokenSet } from './grants.ts';
import { readScopes } from './scopes.ts';

/** Codes, refresh tokens and client credentials into tokens (xero.md 2, 2.2, 14). */
export function answerToken(platform: Platform, grants: Grants, call: HttpCall): HttpAnswer {
  if (call.method !== 'POST') return emptyAnswer(405);
  const form = readForm(call);
  if (!form) return refused('invalid_request');
  const client = clientOf(platform, call);
  if (!client) return refused('invalid_client');
  const grant = GRANTS[form.get('grant_type') ?? ''];
  if (!grant) return refused('unsupported_grant_type');
  return grant.isCustom === client.isCustom
    ? grant.answer({ platform, grants, clientId: client.id, form })
    : refused('unauthorized_client');
}

interface Request {
  platform: Platform;
  grants: Grants;
  clientId: string;
  form: URLSearchParams;
}

const textIn = (form: URLSearchParams, name: string): string => form.get(name) ?? '';

/** By grant type: whether it is for custom connections, and what it gives. */
const GRANTS: Readonly<Record<string, { isCustom: boolean; answer(request: Request): HttpAnswer }>> = {
  authorization_code: {
    isCustom: false,
    answer({ grants, clientId, form }) {
      const shown = { redirectUri: textIn(form, 'redirect_uri'), verifier: textIn(form, 'code_verifier') };
      return answerSet(grants.redeem(textIn(form, 'code'), shown, clientId));
    },
  },
  refresh_token: {
    isCustom: false,
    answer: ({ platform, grants, clientId, form }) =>
      answerSet(grants.refresh(textIn(form, 'refresh_token'), clientId, platform.switches.graceEndsSuccessor)),
  },
  client_credentials: {
    isCustom: true,
    answer({ platform, grants, clientId, form }) {
      const scopes = readScopes(textIn(form, 'scope'), platform.app.scopes);
      return scopes ? answerSet(grants.giveToApp(clientId, scopes)) : refused('invalid_scope');
    },
  },
};

/** Revoking a refresh token removes every connection of the person (xero.md 2.1). */
export function answerRevocation(platform: Platform, grants: Grants, call: HttpCall): HttpAnswer {
  if (call.method !== 'POST') return emptyAnswer(405);
  if (clientOf(platform, call)?.isCustom !== false) return refused('invalid_client');
  if (grants.revoke(readForm(call)?.get('token') ?? '')) platform.connections = [];
  return emptyAnswer(200);
}

function clientOf({ credentials }: Platform, call: HttpCall): { id: string; isCustom: boolean } | undefined {
  const { id, secret } = readBasic(call) ?? { id: '', secret: '' };
  if (id === credentials.clientId && secret === credentials.clientSecret) return { id, isCustom: false };
  return id === credentials.customClientId && secret === credentials.customClientSecret ? { id, isCustom: true } : undefined;
}

function refused(error: string): HttpAnswer {
  return jsonAnswer(400, { error });
}

function answerSet(set: TokenSet | undefined): HttpAnswer {
  if (!set) return refused('invalid_grant');
  return jsonAnswer(200, {
    access_token: set.accessToken,
    ...(set.refreshToken === undefined ? {} : { refresh_token: set.refreshToken }),
    expires_in: set.lifeSeconds,
    token_type: 'Bearer',
    scope: set.scopes.join(' '),
  });
}
