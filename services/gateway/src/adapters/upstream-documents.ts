import type { Clock } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import { withIdempotencyKey, type OpenApiDocument } from '@psa-bridge/http-server';
import type { Logger } from '@psa-bridge/observability';
import { isBelow, type Upstream } from '../domain/upstream.ts';

export interface UpstreamDocumentsOptions {
  upstreams: readonly Upstream[];
  http: HttpClient;
  clock: Clock;
  log: Logger;
  /** How old a document may be, in milliseconds. */
  maxAgeMs: number;
}

/** The OpenAPI documents of the services behind, with the paths that the gateway passes on. */
export interface UpstreamDocuments {
  /** Of every service that answers now or answered before. */
  all(): Promise<readonly OpenApiDocument[]>;
}

interface Known {
  readAt: number;
  document: Promise<OpenApiDocument | undefined>;
}

const DEADLINE_MS = 3_000;

type Methods = OpenApiDocument['paths'][string];

/** What callers post through the gateway is passed on once for each key. */
function withKey({ post, ...others }: Methods): Methods {
  return post === undefined ? others : { ...others, post: withIdempotencyKey(post as object) };
}

export function createUpstreamDocuments({ upstreams, http, clock, log, maxAgeMs }: UpstreamDocumentsOptions): UpstreamDocuments {
  const known = new Map<string, Known>();

  async function fetchDocument({ url, prefixes }: Upstream): Promise<OpenApiDocument> {
    const { status, body } = await http.request({
      method: 'GET',
      url: `${url}/openapi.json`,
      group: `documents:${url}`,
      deadlineMs: DEADLINE_MS,
    });
    if (status !== 200) throw new Error(`The document was answered with ${status}.`);
    const document = JSON.parse(body) as OpenApiDocument;
    const passed = Object.entries(document.paths).flatMap(([path, methods]) => {
      const prefix = prefixes.find((candidate) => isBelow(path, candidate.path));
      return prefix ? [[path, prefix.permission === 'public' ? methods : withKey(methods)] as const] : [];
    });
    return { ...document, paths: Object.fromEntries(passed) };
  }

  /** While a service is down its last document stands. */
  async function refreshed(
    upstream: Upstream,
    last: Promise<OpenApiDocument | undefined> | undefined,
  ): Promise<OpenApiDocument | undefined> {
    try {
      return await fetchDocument(upstream);
    } catch (error) {
      log.warn({ upstream: upstream.name, error }, 'upstream_document_missing');
      return last;
    }
  }

  function documentOf(upstream: Upstream): Promise<OpenApiDocument | undefined> {
    const now = clock.now().getTime();
    const current = known.get(upstream.url);
    if (current && now - current.readAt < maxAgeMs) return current.document;
    const document = refreshed(upstream, current?.document);
    known.set(upstream.url, { readAt: now, document });
    return document;
  }

  return {
    async all() {
      const documents = await Promise.all(upstreams.map(documentOf));
      return documents.filter((document) => document !== undefined);
    },
  };
}
