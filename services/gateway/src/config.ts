import { env } from '@psa-bridge/core';
import { mailFrom, mailUrl } from '@psa-bridge/mail';
import { baseConfig, fieldKeysConfig } from '@psa-bridge/service-host';
import { z } from 'zod';

const MIB = 1024 * 1024;
const PAIR = /^([a-z][a-z0-9-]{0,49})=(https?:\/\/\S+)$/;

/** `name=url,name2=url`, as a map. */
const Connectors = env.list().transform((pairs, context) => {
  const found = new Map<string, string>();
  for (const pair of pairs) {
    const [, name, url] = PAIR.exec(pair) ?? [];
    if (name === undefined || url === undefined) context.addIssue(`"${pair}" is not of the form name=http://host:port`);
    else if (found.has(name)) context.addIssue(`${name} is given twice`);
    else found.set(name, withoutSlash(url));
  }
  return found;
});

const Origins = env
  .list()
  .pipe(z.array(z.string().regex(/^https?:\/\/[^/\s*]+$/, 'must be origins such as https://app.example.com')))
  .default([]);

const BaseUrl = env.url().transform(withoutSlash);

export const configSchema = z.object({
  ...baseConfig,
  ...fieldKeysConfig,
  /** Base URL of identity-service. */
  IDENTITY_URL: BaseUrl,
  /** Base URL of issues-service. */
  ISSUES_URL: BaseUrl,
  /** Base URL of xero-invoice-sync; without it nothing below /v1/xero is answered, and no webhook of Xero. */
  XERO_URL: BaseUrl.optional(),
  /** The connectors by provider: `name=http://host:port`, separated by commas. */
  CONNECTORS: Connectors.default(new Map()),
  /** A service behind that is silent for so long is taken for down, in milliseconds. */
  UPSTREAM_TIMEOUT_MS: env.int().min(100).default(60_000),
  /** What `Retry-After` says while a service behind is down, in milliseconds. */
  UPSTREAM_RETRY_AFTER_MS: env.int().min(1_000).default(5_000),
  /** Largest body of a request. */
  BODY_LIMIT_BYTES: env.int().min(1_024).default(MIB),
  /** How long a client may take to send a request's headers, in milliseconds. */
  HEADERS_TIMEOUT_MS: env.int().min(100).default(15_000),
  /** How long it may take to send all of a request, in milliseconds. */
  REQUEST_TIMEOUT_MS: env.int().min(100).default(60_000),
  /** Origins whose pages may call this API from a browser, such as `https://app.example.com`, separated by commas. */
  CORS_ORIGINS: Origins,
  /** Addresses and networks, separated by commas, of the proxies in front, whose `X-Forwarded-For` is believed. */
  TRUSTED_PROXIES: env.list().default([]),
  /** Requests that one tenant may make within a minute. */
  REQUESTS_PER_TENANT: env.int().min(1).default(6_000),
  /** Requests that one person or one API key may make within a minute. */
  REQUESTS_PER_CALLER: env.int().min(1).default(1_200),
  /** Requests that may come from one address within a minute, webhooks and reported sync states not counted. */
  REQUESTS_PER_ADDRESS: env.int().min(1).default(6_000),
  /** Requests that the partner systems of one tenant may make within any ten minutes (PA-03). */
  PUBLIC_API_REQUESTS: env.int().min(1).default(500),
  /** Largest webhook. */
  WEBHOOK_LIMIT_BYTES: env.int().min(1_024).default(MIB),
  /** How many readers of `/v1/stream` one replica serves at the same time. */
  STREAM_READERS: env.int().min(1).default(1_000),
  /** Where people reach the front end: links in mails about the platform's status lead to its pages; without it nobody can subscribe. */
  PUBLIC_URL: BaseUrl.optional(),
  /** The folder of the built console, whose pages are served at `/`; without it none are. */
  CONSOLE_FOLDER: env.text().optional(),
  /** The mail server that purchase orders and the platform's status go out by: `smtp://user:password@host:port`; `outbox:` keeps mails to be read instead. */
  MAIL_URL: mailUrl().optional(),
  /** Who mails are from. */
  MAIL_FROM: mailFrom(),
  /** Where purchase orders are submitted as JSON (`POST`, with an `idempotency-key`), for the distributor that each names (FP-12). */
  DISTRIBUTOR_API_URL: env.url().optional(),
  /** The bearer token of that endpoint. */
  DISTRIBUTOR_API_KEY: env.secret().optional(),
  /** A partner's webhook endpoint that is silent for so long has failed, in milliseconds (PA-41). */
  WEBHOOK_TIMEOUT_MS: env.int().min(100).default(10_000),
  /** A webhook endpoint that has failed for so many hours without a success is disabled, and an issue says so. */
  WEBHOOK_DISABLE_AFTER_HOURS: env.int().min(1).default(72),
  /** How many days the log of webhook deliveries is kept, with what was sent. */
  WEBHOOK_DELIVERY_KEPT_DAYS: env.int().min(2).max(90).default(7),
  /** Private networks, addresses and host names, separated by commas, that webhook endpoints may lead to all the same, those named also without TLS. */
  WEBHOOK_ALLOW_PRIVATE: env.list().default([]),
  /** How events are written on partner topics. */
  PARTNER_EVENTS_FORMAT: z.enum(['json', 'protobuf']).default('json'),
  /** Names this replica among the others; made of host name and process id without it. */
  REPLICA: env.text().optional(),
});

export type GatewayConfig = z.output<typeof configSchema>;

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
