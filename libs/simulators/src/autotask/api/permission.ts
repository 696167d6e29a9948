import { WEBHOOK_FAMILIES } from '../metadata/webhook.entities.ts';
import { TEXT } from '../refusal.ts';
import { isDenied, type Action, type Tenant } from '../tenant.ts';
import { refused, type Reply } from './reply.ts';
import type { Route } from './route.ts';

const ACTION_OF_METHOD: Readonly<Record<string, Action>> = { POST: 'create', PATCH: 'update', PUT: 'update', DELETE: 'delete' };

export function actionOf(method: string): Action {
  return ACTION_OF_METHOD[method] ?? 'query';
}

const WRITABLE: readonly Route['kind'][] = ['collection', 'item', 'children', 'child'];
const READABLE: readonly Route['kind'][] = [...WRITABLE, 'query', 'count', 'nextPage'];

/** The refusal of a call that the security level does not allow, or of a read that impersonates (autotask.md 1.4, 1.5). */
export function checkPermission(
  tenant: Tenant,
  route: Route,
  call: { method: string; isImpersonated: boolean },
): Reply | undefined {
  if (!('entity' in route) || !READABLE.includes(route.kind)) return undefined;
  const action = WRITABLE.includes(route.kind) ? actionOf(call.method) : 'query';
  const isRefused =
    isDenied(tenant.security, route.entity.name, action) ||
    (action === 'query' && call.isImpersonated) ||
    (action === 'create' && !mayCreateWebhook(tenant, route.entity.name));
  return isRefused ? refused([TEXT.permission(action)], tenant.switches.permissionStatus) : undefined;
}

/** Webhook rights are off until the level has them and a count (autotask.md 1.3). */
function mayCreateWebhook({ security, database }: Tenant, entityName: string): boolean {
  if (!WEBHOOK_FAMILIES.some(({ webhooks }) => webhooks === entityName)) return true;
  const existing = WEBHOOK_FAMILIES.reduce((sum, { webhooks }) => sum + database.table(webhooks).size, 0);
  return security.canCreateWebhooks && existing < security.maxWebhooks;
}
