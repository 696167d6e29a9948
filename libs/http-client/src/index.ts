export { createAddressGuard, type AddressGuard, type AddressGuardOptions } from './address-guard.ts';
export type { BreakerPolicy } from './breakers.ts';
export {
  createHttpClient,
  type HttpClient,
  type HttpClientOptions,
  type HttpRequest,
  type HttpResponse,
} from './create-http-client.ts';
export type { Exchange } from './exchange.ts';
export { parseRetryAfter } from './retry-after.ts';
