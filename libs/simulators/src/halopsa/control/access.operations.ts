import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import type { Simulation } from '../simulation.ts';

/** What the application signs in with, and what it and its agent may do (halopsa.md 3). */
export function accessOperations({ tenant, tokens }: Simulation) {
  return {
    setCredentials: operation(
      'Changes what the application signs in with; tokens that are out stay good.',
      z.strictObject({ tenant: z.string().optional(), clientId: z.string().optional(), clientSecret: z.string().optional() }),
      (input) => {
        const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
        tenant.credentials = { ...tenant.credentials, ...given };
      },
    ),
    setAccess: operation(
      'Changes the scopes of the application, its login type, and what the role of its agent hides.',
      z.strictObject({
        scopes: z.array(z.string()).optional().describe('ticked on the permissions tab, such as all:standard'),
        loginType: z.enum(['agent', 'user']).optional().describe('user is the wrong one: a token, and 403 everywhere'),
        denied: z.array(z.string()).optional().describe('endpoints such as Quotation'),
      }),
      ({ scopes, loginType, denied }) => {
        const { access } = tenant;
        tenant.access = {
          scopes: scopes ?? access.scopes,
          loginType: loginType ?? access.loginType,
          denied: denied ?? access.denied,
        };
      },
    ),
    revokeTokens: operation('Ends the tokens that are out: the next call is a 401.', z.strictObject({}), () => tokens.revoke()),
    setTokenLife: operation(
      'How long tokens that are given out from now on last.',
      z.strictObject({ seconds: z.number().min(0.001) }),
      ({ seconds }) => tokens.setLife(seconds),
    ),
  };
}
