import { rateLimited } from '@psa-bridge/core';
import { addToAnswer, networkOf, type Admit } from '@psa-bridge/http-server';
import type { Request, RequestHandler, Response } from 'express';
import type { LimitAnswer, SharedLimit } from '../adapters/shared-limit.ts';

export interface RequestLimitsOptions {
  address: SharedLimit;
  caller: SharedLimit;
  tenant: SharedLimit;
  /** Begins the paths of webhooks: PSAs send for many tenants from few addresses, and send again what is refused. */
  webhooks: string;
}

/** How many requests may come, from where and from whom. */
export interface RequestLimits {
  /** Counts by address, before anything else is looked at. */
  byAddress: RequestHandler;
  /** Counts by caller and by tenant, once it is known who calls. */
  admit: Admit;
  /** Counts one that was not counted by its address, because it may be exempt. @throws AppError `address_limit` */
  countAddress(request: Request, response: Response): Promise<void>;
}

/** Addresses belong to no tenant. */
const NOBODYS = 'platform';

export function createRequestLimits({ address, caller, tenant, webhooks }: RequestLimitsOptions): RequestLimits {
  async function countAddress(request: Request, response: Response): Promise<void> {
    tell(response, address, await address.take(NOBODYS, networkOf(request.ip ?? 'unknown')), 'This address');
  }

  return {
    countAddress,
    async byAddress(request, response, next) {
      if (!isExempt(request) && !request.originalUrl.startsWith(webhooks)) await countAddress(request, response);
      next();
    },
    async admit({ tenantId, subject }, request, response) {
      if (isExempt(request)) return;
      tell(response, caller, await caller.take(tenantId, subject), 'This caller');
      tell(response, tenant, await tenant.take(tenantId), 'The tenant');
    },
  };
}

/** PA-30: reported sync states are never refused for their number. */
export function isExempt({ method, originalUrl }: Request): boolean {
  return method === 'PUT' && originalUrl.startsWith('/public-api/sync-state/');
}

/** Says where the limit stands, as RateLimit headers do. @throws AppError `<name>_limit` where nothing is left */
export function tell(response: Response, { name, allowance }: SharedLimit, answer: LimitAnswer, who: string): void {
  const { isGranted, remaining, freeAt, freeInMs } = answer;
  addToAnswer(response, 'ratelimit-policy', `"${name}";q=${allowance.calls};w=${allowance.windowMs / 1000}`);
  addToAnswer(response, 'ratelimit', `"${name}";r=${remaining};t=${Math.ceil(freeInMs / 1000)}`);
  if (isGranted) return;
  const code = `${name.replaceAll('-', '_')}_limit`;
  throw rateLimited(code, `${who} has made its requests for now. Wait as long as Retry-After says.`, {
    retryAt: freeAt,
    expected: true,
  });
}
