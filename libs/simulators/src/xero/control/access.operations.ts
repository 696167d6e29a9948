import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import { isRedirectUri } from '../auth/consent.ts';
import type { Simulation } from '../simulation.ts';
import { requireBook } from './find-row.ts';

/** What the apps sign in with, and what the person before the consent screen does (xero.md 2, 3). */
export function accessOperations(simulation: Simulation) {
  const { platform, grants } = simulation;
  return {
    ...appOperations(simulation),
    setConsent: operation(
      'What the person answers, and which organisations are chosen.',
      z.strictObject({ isGranted: z.boolean().optional(), organisations: z.array(z.int().min(0)).optional() }),
      (input) => {
        for (const position of input.organisations ?? []) requireBook(platform, position);
        platform.consent = { ...platform.consent, ...given(input) };
      },
    ),
    disconnect: operation(
      'A person disconnects the app from an organisation.',
      z.strictObject({ organisation: z.int().min(0).default(0) }),
      ({ organisation }) => {
        platform.connections = platform.connections.filter((one) => one.organisation !== organisation);
      },
    ),
    endTokens: operation(
      'Access tokens expire now; refresh tokens too where they are to, as if the consent had lapsed.',
      z.strictObject({ alsoRefresh: z.boolean().default(false) }),
      ({ alsoRefresh }) => grants.end(alsoRefresh),
    ),
    setTokenLives: operation(
      'How long what is given out from now on lasts.',
      z.strictObject({
        accessSeconds: z.number().min(0.001).optional(),
        refreshDays: z.number().min(0).optional(),
        graceMinutes: z.number().min(0).optional(),
      }),
      (input) => {
        Object.assign(grants.lives, given(input));
      },
    ),
  };
}

/** The apps as the developer portal has them. */
function appOperations({ platform }: Simulation) {
  return {
    setCredentials: operation(
      'Changes secrets, ids and the webhook key; tokens that are out stay good.',
      z.strictObject({
        clientId: z.string().optional(),
        clientSecret: z.string().optional(),
        customClientId: z.string().optional(),
        customClientSecret: z.string().optional(),
        webhookKey: z.string().optional(),
      }),
      (input) => {
        platform.credentials = { ...platform.credentials, ...given(input) };
      },
    ),
    setApp: operation(
      'Changes the standard app as the developer portal has it.',
      z.strictObject({
        name: z.string().optional(),
        redirectUris: z
          .array(z.string().refine(isRedirectUri, 'https, or http://localhost'))
          .optional()
          .describe('https, or http://localhost; never http://127.0.0.1'),
        scopes: z.enum(['granular', 'broad', 'both']).optional().describe('which generation it may ask for'),
      }),
      (input) => {
        platform.app = { ...platform.app, ...given(input) };
      },
    ),
  };
}

/** What is left out stays. */
function given<Input extends object>(input: Input): Partial<{ [Name in keyof Input]: Exclude<Input[Name], undefined> }> {
  const entries = Object.entries(input).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<{ [Name in keyof Input]: Exclude<Input[Name], undefined> }>;
}
