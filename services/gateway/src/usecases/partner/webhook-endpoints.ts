import {
  AppError,
  checkRevision,
  conflict,
  invalidInput,
  newId,
  notFound,
  toAppError,
  type Caller,
  type Clock,
} from '@psa-bridge/core';
import { createAddressGuard } from '@psa-bridge/http-client';
import type { Collection, Draft } from '@psa-bridge/persistence';
import { newDelivery, type Delivery } from '../../domain/partner/delivery.ts';
import { ENDPOINT_TYPE } from '../../domain/partner/endpoint-result.ts';
import {
  changedEndpoint,
  newEndpoint,
  removedEndpoint,
  withNewSecret,
  type EndpointChange,
  type EndpointSettings,
  type WebhookEndpoint,
} from '../../domain/partner/webhook-endpoint.ts';
import type { PartnerDirectory, SigningSecrets, WebhookDispatch } from './ports.ts';

export interface WebhookEndpointsDeps {
  endpoints: Collection<WebhookEndpoint>;
  deliveries: Collection<Delivery>;
  secrets: SigningSecrets;
  directory: PartnerDirectory;
  dispatch: WebhookDispatch;
  /** Private addresses that may be called all the same, also without TLS. */
  allowPrivate: readonly string[];
  clock: Clock;
}

type Asker = Pick<Caller, 'tenantId'>;

export interface WithSecret {
  endpoint: WebhookEndpoint;
  /** Shown now and never again. */
  secret: string;
}

const MOST_ENDPOINTS = 50;
const THERE = { state: { $ne: 'removed' } } as const;

export type WebhookEndpoints = ReturnType<typeof makeWebhookEndpoints>;

/** The addresses that a tenant's events are sent to (PA-40). */
export function makeWebhookEndpoints(deps: WebhookEndpointsDeps) {
  const { endpoints, secrets, directory, dispatch, clock } = deps;
  const checkUrl = urlCheck(deps.allowPrivate);

  async function changed(
    { tenantId }: Asker,
    id: string,
    change: (current: WebhookEndpoint) => Draft<WebhookEndpoint> | undefined,
  ): Promise<WebhookEndpoint> {
    const endpoint = await endpoints.forTenant(tenantId).mutate(id, (current) => change(existing(current)));
    directory.forget(tenantId);
    dispatch.release(id);
    return existing(endpoint);
  }

  const use = {
    list: ({ tenantId }: Asker) => endpoints.forTenant(tenantId).find(THERE, { sort: { createdAt: 1 } }),

    /** @throws AppError `webhook_endpoint_not_found` */
    get: async ({ tenantId }: Asker, id: string): Promise<WebhookEndpoint> =>
      existing(await endpoints.forTenant(tenantId).get(id)),

    /** @throws AppError `webhook_url_not_usable`, `too_many_webhook_endpoints` (409) */
    async create({ tenantId }: Asker, settings: EndpointSettings): Promise<WithSecret> {
      checkUrl(settings.url);
      if ((await endpoints.forTenant(tenantId).count(THERE)) >= MOST_ENDPOINTS) throw tooMany();
      const id = newId();
      const { shown: secret, stored } = secrets.make(tenantId, id);
      await endpoints.forTenant(tenantId).insert(newEndpoint({ _id: id, tenantId }, settings, stored, clock.now()));
      directory.forget(tenantId);
      return { endpoint: await use.get({ tenantId }, id), secret };
    },

    /** @throws AppError `webhook_endpoint_not_found`, `webhook_url_not_usable`, `revision_conflict` (412) */
    async change(asker: Asker, id: string, { ifRevision, ...change }: EndpointChange & IfRevision): Promise<WebhookEndpoint> {
      if (change.url !== undefined) checkUrl(change.url);
      return changed(asker, id, (current) => changedEndpoint(expected(current, ifRevision), change, clock.now()));
    },

    /** Its issue is to be tried again (IS-03): it is switched on, unless somebody paused or removed it meanwhile. */
    async enable(tenantId: string, id: string): Promise<void> {
      await endpoints
        .forTenant(tenantId)
        .mutate(id, (current) =>
          current?.state === 'disabled' ? changedEndpoint(current, { state: 'active' }, clock.now()) : undefined,
        );
      directory.forget(tenantId);
      dispatch.release(id);
    },

    /** @throws AppError `webhook_endpoint_not_found`, `revision_conflict` (412) */
    async remove(asker: Asker, id: string, ifRevision: number): Promise<void> {
      await changed(asker, id, (current) => removedEndpoint(expected(current, ifRevision), clock.now()));
    },

    /** The secret before signs too until `overlapMs` are over. @throws AppError `webhook_endpoint_not_found`, `revision_conflict` (412) */
    async rotateSecret(
      asker: Asker,
      id: string,
      { ifRevision, overlapMs }: IfRevision & { overlapMs: number },
    ): Promise<WithSecret> {
      const { shown: secret, stored } = secrets.make(asker.tenantId, id);
      const endpoint = await changed(asker, id, (current) => {
        const at = clock.now();
        return withNewSecret(expected(current, ifRevision), stored, new Date(at.getTime() + overlapMs), at);
      });
      return { endpoint, secret };
    },

    /** An event that says nothing, to see whether it arrives. @throws AppError `webhook_endpoint_not_found` */
    async test(asker: Asker, id: string): Promise<Delivery> {
      const { tenantId } = await use.get(asker, id);
      const at = clock.now();
      const about = { entityType: ENDPOINT_TYPE, entityId: id };
      const message = { eventId: newId(), type: 'webhook.test', timestamp: at.toISOString(), tenantId, ...about, data: {} };
      const draft = newDelivery(message, { tenantId, endpointId: id }, at);
      await deps.deliveries.forTenant(tenantId).insert(draft);
      dispatch.release(id);
      return { ...draft, version: 1 };
    },
  };
  return use;
}

interface IfRevision {
  ifRevision: number;
}

function existing(endpoint: WebhookEndpoint | undefined): WebhookEndpoint {
  if (endpoint === undefined || endpoint.state === 'removed')
    throw notFound('webhook_endpoint_not_found', 'There is no such webhook endpoint.', { expected: true });
  return endpoint;
}

function expected(endpoint: WebhookEndpoint, ifRevision: number): WebhookEndpoint {
  checkRevision(endpoint.revision, ifRevision);
  return endpoint;
}

/** Events hold a tenant's data, so they leave in TLS; what the operator allowed inside may do without. */
function urlCheck(allowPrivate: readonly string[]): (url: string) => void {
  const guard = createAddressGuard({ allowPrivate });
  return (url) => {
    const { protocol, hostname } = checked(() => guard.checkUrl(url));
    if (protocol !== 'https:' && !allowPrivate.includes(hostname))
      throw notUsable('must begin with https://, because events hold data of your customers.');
  };
}

function checked(check: () => URL): URL {
  try {
    return check();
  } catch (error) {
    const { code, message } = toAppError(error);
    throw notUsable(code === 'blocked_address' ? 'must lead to a public address.' : message);
  }
}

function notUsable(problem: string): AppError {
  return invalidInput('webhook_url_not_usable', `url: ${problem}`, { details: { field: 'url' }, expected: true });
}

function tooMany(): AppError {
  const told = `There are ${MOST_ENDPOINTS} webhook endpoints. Remove one first.`;
  return conflict('too_many_webhook_endpoints', told, { expected: true });
}
