export { createAddressGuard, type AddressGuard, type AddressGuardOptions } from './address-guard.ts';
export type { BreakerPolicy, CallLabels } from './breakers.ts';
export { createHttpClient } from './create-http-client.ts';
export type { Exchange } from './exchange.ts';
export type { HttpClient, HttpClientOptions, HttpRequest, HttpResponse, RetryPolicy } from './http-client.ts';
export { parseRetryAfter } from './retry-after.ts';
