import { notFound } from '@psa-bridge/core';
import { accepted, defineRoute, noContent, ok, type Route } from '@psa-bridge/http-server';
import { isBeingMoved, moveUnderWay, type Integration, type Move } from '../integrations/integration.ts';
import type { RouteDeps } from './route-deps.ts';
import { ConfirmBody, CredentialsBody, IntegrationParams, MoveView } from './schemas.ts';
import { moveStanding, planView } from './views.ts';

const permission = 'Integration manager' as const;

/**
 * Moving to another PSA database (architecture rule 9): settings, mappings and history stay; what exists there is matched and
 * shown, and nothing changes before the confirmation. Matches and conflicts are those of the first connect's preview.
 */
export function moveRoutes(deps: RouteDeps): readonly Route[] {
  const { base, integrations, connections, firstConnect, clock } = deps;
  const path = `${base}/{id}/move`;
  const params = IntegrationParams;
  const view = async (integration: Integration) => moveView(moveOf(integration), await firstConnect.get(integration));

  return [
    defineRoute({
      ...{ method: 'POST', path, permission, params, body: CredentialsBody, responses: { 202: MoveView } },
      summary: 'Enter credentials of another PSA database and match what exists there; nothing is written',
      deed: 'integration.move_previewed',
      handle: async ({ caller, params: { id }, body }) => {
        const integration = await integrations.load(caller.tenantId, id);
        if (isBeingMoved(integration)) throw moveUnderWay();
        const move = await connections.tryElsewhere(integration, body);
        const moving = await integrations.change(caller.tenantId, id, (current) => ({ ...current, move }));
        return accepted(moveView(move, await firstConnect.plan(moving, move)));
      },
    }),
    defineRoute({
      ...{ method: 'GET', path, permission, params, responses: { 200: MoveView } },
      summary: 'The preview of the move, and how far it is',
      handle: async ({ caller, params: { id } }) => ok(await view(await integrations.load(caller.tenantId, id))),
    }),
    defineRoute({
      ...{ method: 'POST', path: `${path}/confirm`, permission, params, body: ConfirmBody, responses: { 202: MoveView } },
      summary: 'Decide the conflicts and move; work stands still until it is done',
      deed: 'integration.move_confirmed',
      handle: async ({ caller, params: { id }, body: { decisions } }) => {
        const integration = await integrations.load(caller.tenantId, id);
        const { stage } = moveOf(integration);
        if (stage !== 'previewed') throw moveUnderWay();
        await firstConnect.keepDecisions(integration, decisions);
        const moving = await integrations.change(caller.tenantId, id, (current) => ({
          ...current,
          ...(current.move ? { move: { ...current.move, stage: 'draining', stagedAt: clock.now() } } : {}),
        }));
        return accepted(await view(moving));
      },
    }),
    defineRoute({
      ...{ method: 'DELETE', path, permission, params, responses: { 204: null } },
      ifMatch: { needless: 'Its stage decides: what was confirmed meanwhile is refused.' },
      summary: 'Give the move up; only before it was confirmed',
      deed: 'integration.move_given_up',
      handle: async ({ caller, params: { id } }) => {
        const { stage } = moveOf(await integrations.load(caller.tenantId, id));
        if (stage !== 'previewed') throw moveUnderWay();
        await integrations.change(caller.tenantId, id, ({ move: _given, ...current }) => current);
        return noContent();
      },
    }),
  ];
}

/** @throws AppError `no_move` */
function moveOf({ move }: Integration): Move {
  if (!move) throw notFound('no_move', 'The integration is not being moved.', { expected: true });
  return move;
}

function moveView(move: Move, plan: Parameters<typeof planView>[0]) {
  return { ...moveStanding(move), checks: [...move.checks], plan: planView(plan) };
}
