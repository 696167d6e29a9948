import type { Caller } from '@psa-bridge/core';
import { created, defineRoute, noContent, ok, type Route } from '@psa-bridge/http-server';
import type { z } from 'zod';
import { opennessOf, type Integration } from '../integrations/integration.ts';
import type { TestOutcome } from '../integrations/connection.ts';
import type { AnyDefinition } from '../sessions.ts';
import { schemaProblems } from '../settings/check-page.ts';
import { invalidSettings } from '../settings/settings-pages.ts';
import type { RouteDeps } from './route-deps.ts';
import {
  CredentialsBody,
  IntegrationList,
  IntegrationParams,
  IntegrationPatch,
  IntegrationView,
  NewIntegrationBody,
  PauseBody,
  TestView,
} from './schemas.ts';
import { failureView, integrationView } from './views.ts';

const permission = 'Integration manager' as const;

/** Connecting, testing, pausing: the same for every PSA. */
export function integrationRoutes(deps: RouteDeps): readonly Route[] {
  const { definition, integrations, connections, base } = deps;
  const view = (integration: Integration) => integrationView(integration, definition);
  const one = `${base}/{id}`;
  const params = IntegrationParams;
  const load = (caller: Caller, id: string) => integrations.load(caller.tenantId, id);
  const tested = (outcome: TestOutcome) =>
    ok({
      integration: view(outcome.integration),
      checks: [...outcome.checks],
      ...(outcome.failure ? { failure: failureView(outcome.failure) } : {}),
    });

  return [
    defineRoute({
      ...{ method: 'GET', path: base, permission, responses: { 200: IntegrationList } },
      summary: `The tenant's ${definition.displayName} integrations`,
      handle: async ({ caller }) => ok({ items: (await integrations.list(caller.tenantId)).map(view) }),
    }),
    defineRoute({
      ...{ method: 'POST', path: base, permission, body: NewIntegrationBody, responses: { 201: IntegrationView } },
      summary: `Connect ${definition.displayName}`,
      deed: 'integration.created',
      handle: async ({ caller, body }) => {
        const settings = checkedSettings(body.settings ?? {}, definition);
        const integration = await integrations.create({ tenantId: caller.tenantId, name: body.name, settings });
        const outcome = body.credentials && (await connections.setCredentials(integration, body.credentials));
        const made = view(outcome?.integration ?? integration);
        // Why nothing could be tested is kept nowhere, so this answer is where a person reads it.
        const failure = outcome?.failure && { failure: failureView(outcome.failure) };
        return created({ ...made, ...failure }, `${base}/${integration._id}`);
      },
    }),
    defineRoute({
      ...{ method: 'GET', path: one, permission, params, responses: { 200: IntegrationView } },
      summary: 'One integration',
      handle: async ({ caller, params: { id } }) => ok(view(await load(caller, id))),
    }),
    defineRoute({
      ...{ method: 'PATCH', path: one, permission, params, body: IntegrationPatch, responses: { 200: IntegrationView } },
      ifMatch: { needless: 'It sets what it mentions and nothing else; who gives it last is right.' },
      summary: 'Rename an integration, or say when its credentials end',
      deed: 'integration.updated',
      handle: async ({ caller, params: { id }, body }) => {
        const changed = await integrations.change(caller.tenantId, id, (current) => patched(current, body));
        return ok(view(changed));
      },
    }),
    defineRoute({
      ...{ method: 'DELETE', path: one, permission, params, responses: { 204: null } },
      ifMatch: { needless: 'It goes as a whole, whatever was made of it.' },
      summary: 'Remove an integration; the records stay',
      deed: 'integration.removed',
      handle: async ({ caller, params: { id } }) => {
        await integrations.change(caller.tenantId, id, ({ credentials: _gone, ...current }) => ({
          ...current,
          state: 'removed',
        }));
        return noContent();
      },
    }),
    defineRoute({
      ...{ method: 'POST', path: `${one}/test`, permission, params, responses: { 200: TestView } },
      summary: 'Test the connection: each missing permission or setting is named',
      deed: 'integration.connected',
      handle: async ({ caller, params: { id } }) => tested(await connections.test(await load(caller, id))),
    }),
    defineRoute({
      ...{ method: 'PUT', path: `${one}/credentials`, permission, params, body: CredentialsBody, responses: { 200: TestView } },
      ifMatch: { needless: 'Nobody reads credentials, so nobody can have read older ones.' },
      summary: 'Enter credentials; keys that are left out stay',
      deed: 'integration.credentials_changed',
      handle: async ({ caller, params: { id }, body }) => tested(await connections.setCredentials(await load(caller, id), body)),
    }),
    ...(['pause', 'resume'] as const).map((action) =>
      defineRoute({
        ...{ method: 'POST', path: `${one}/${action}`, permission, params, body: PauseBody, responses: { 200: IntegrationView } },
        summary: action === 'pause' ? 'Pause work, as a whole or in one direction; it is kept' : 'Resume work',
        deed: action === 'pause' ? 'integration.paused' : 'integration.resumed',
        handle: async ({ caller, params: { id }, body: { direction } }) => {
          const isPaused = action === 'pause';
          const changed = await integrations.change(caller.tenantId, id, (current) => ({
            ...current,
            pushPaused: direction === 'pull' ? current.pushPaused : isPaused,
            pullPaused: direction === 'push' ? current.pullPaused : isPaused,
          }));
          if (opennessOf(changed).pull) deps.executor.wake();
          return ok(view(changed));
        },
      }),
    ),
  ];
}

/** The settings that an integration starts with; its pages show what does not hold. @throws AppError `invalid_settings` naming each field. */
function checkedSettings(
  given: Readonly<Record<string, unknown>>,
  { settings }: AnyDefinition,
): Readonly<Record<string, unknown>> {
  const result = settings.strict().safeParse(given);
  if (result.success) return given;
  throw invalidSettings(
    result.error.issues.flatMap(schemaProblems).map((problem) => ({ ...problem, field: `settings.${problem.field}` })),
  );
}

/** What the body does not mention stays. */
function patched(current: Integration, { name, credentialsExpireAt }: z.output<typeof IntegrationPatch>): Integration {
  const { credentialsExpireAt: before, ...rest } = current;
  const expireAt =
    credentialsExpireAt === undefined ? before : credentialsExpireAt === null ? undefined : new Date(credentialsExpireAt);
  return {
    ...rest,
    ...(name === undefined ? {} : { name }),
    ...(expireAt === undefined ? {} : { credentialsExpireAt: expireAt }),
  };
}
