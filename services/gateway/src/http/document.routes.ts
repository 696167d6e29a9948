import { defineRoute, mergeOpenApi, ok, openApiDocument, type OpenApiDocument, type Route } from '@psa-bridge/http-server';
import { z } from 'zod';
import type { UpstreamDocuments } from '../adapters/upstream-documents.ts';
import { permissionTable } from './permission-table.ts';

export interface DocumentRoutesOptions {
  /** The gateway's own routes. */
  routes: readonly Route[];
  documents: UpstreamDocuments;
  version: string;
  /** Where `/` leads people. */
  home: string;
}

const Table = z.object({ routes: z.array(z.object({ method: z.string(), path: z.string(), permission: z.array(z.string()) })) });

/** What the whole platform offers: one OpenAPI document, its page, and who may call what. */
export function documentRoutes({ routes, documents, version, home }: DocumentRoutesOptions): readonly Route[] {
  const own: Route[] = [
    defineRoute({
      method: 'GET',
      path: '/',
      summary: 'Leads people to the console, or to the documentation where none is served.',
      permission: 'public',
      responses: { 302: null },
      handle: () => ({ status: 302, headers: { location: home } }),
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/openapi.json',
      summary: 'The OpenAPI 3.1 document of the platform. Services that never answered are missing from it.',
      permission: 'public',
      responses: { 200: z.looseObject({ openapi: z.string() }) },
      handle: async () => ok(await merged()),
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/route-permissions',
      summary: 'Every route of the platform with the permission it needs.',
      permission: 'signed-in',
      responses: { 200: Table },
      handle: async () => ok({ routes: permissionTable(await merged()) }),
    }),
  ];
  const document = openApiDocument({ title: 'PSA Bridge', version, routes: [...routes, ...own] });

  async function merged(): Promise<OpenApiDocument> {
    return mergeOpenApi(document.info, [document, ...(await documents.all())]);
  }

  return own;
}
