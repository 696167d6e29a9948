import type { Caller } from '@psa-bridge/core';
import { created, defineRoute, ok, revisionOf, type Route } from '@psa-bridge/http-server';
import type { BusinessRecord } from '@psa-bridge/records';
import { z } from 'zod';
import type { CategoryNode } from '../domain/category-tree.ts';
import { viewOf } from '../domain/record-view.ts';
import type { Resource } from '../domain/resources.ts';
import type { ActOnQuote } from '../usecases/act-on-quote.ts';
import type { CloseOpportunity } from '../usecases/public-api/close-opportunity.ts';
import type { SaveBatch } from '../usecases/public-api/save-batch.ts';
import { byKey, changeBody, newBody, pathOf, placesOf, type PublicRecordUseCases } from './public-records.routes.ts';
import { recordAnswer } from './records.routes.ts';
import { recordView, toChanges } from './records.schemas.ts';

export interface PublicActionUseCases extends PublicRecordUseCases {
  closeOpportunity: CloseOpportunity;
  actOnQuote: ActOnQuote;
  saveBatch: SaveBatch;
  categoryTree(caller: Caller): Promise<readonly CategoryNode[]>;
}

interface Action {
  name: string;
  summary: string;
  run(caller: Caller, id: string, ifRevision: number | undefined): Promise<BusinessRecord>;
}

const LARGEST_BATCH = 100;

/** What partners' systems do with some types besides reading and saving (PA-06). */
export function publicActionRoutes(resource: Resource, useCases: PublicActionUseCases): readonly Route[] {
  const { saves, closeOpportunity, actOnQuote } = useCases;
  const actions = (...list: readonly Action[]): readonly Route[] =>
    list.flatMap((action) => actionRoutes(resource, useCases, action));
  switch (resource.type) {
    case 'contact':
      return actions({
        ...{ name: 'undelete', summary: 'Takes the deletion of a contact back: it is active again.' },
        run: (caller, id, ifRevision) => saves.update(caller, resource, { id, changes: { isActive: true }, ifRevision }),
      });
    case 'opportunity':
      return actions(
        {
          ...{ name: 'win', summary: 'Ends an opportunity as won.' },
          run: (caller, id) => closeOpportunity(caller, resource, id, 'won'),
        },
        {
          ...{ name: 'lose', summary: 'Ends an opportunity as lost.' },
          run: (caller, id) => closeOpportunity(caller, resource, id, 'lost'),
        },
      );
    case 'quote':
      return [
        approvedQuoteRoute(resource, useCases),
        ...actions({
          ...{ name: 'order', summary: 'Orders what a quote offers: it is approved, and its lines wait in procurement.' },
          run: (caller, id, ifRevision) => actOnQuote(caller, resource, { id, action: 'approve', ifRevision }),
        }),
      ];
    case 'product':
      return [batchRoute(resource, useCases)];
    case 'category':
      return [treeRoute(resource, useCases)];
    default:
      return [];
  }
}

function actionRoutes(resource: Resource, useCases: PublicActionUseCases, { name, summary, run }: Action): readonly Route[] {
  return placesOf(resource, useCases).map(({ path, params, idOf }) =>
    defineRoute({
      ...{ ...byKey, method: 'POST', path: `${path}/${name}`, permission: resource.write, params, summary },
      ifMatch: 'optional',
      responses: { 200: recordView(resource) },
      deed: `${resource.type}.updated`,
      handle: async ({ caller, params: given, headers }) => {
        const id = await idOf(caller, given as Record<string, string>);
        return recordAnswer(await run(caller, id, revisionOf(headers['if-match'])));
      },
    }),
  );
}

/** In one write with its pushes: a process that dies leaves an approved quote or none, never a draft. */
function approvedQuoteRoute(resource: Resource, { saves }: PublicActionUseCases): Route {
  return defineRoute({
    ...{ ...byKey, method: 'POST', path: `${pathOf(resource)}/approved`, permission: resource.write },
    summary: 'Creates a quote that is approved already.',
    body: newBody(resource),
    responses: { 201: recordView(resource) },
    deed: 'quote.created',
    handle: async ({ caller, body }) => {
      const record = await saves.create(caller, resource, { ...body, status: 'approved' } as never);
      return created(viewOf(record), `${pathOf(resource)}/${record._id}`);
    },
  });
}

const BatchAnswer = z.object({
  results: z
    .array(
      z.object({
        result: z.enum(['created', 'updated', 'failed']),
        id: z.uuid().optional(),
        code: z.string().optional(),
        message: z.string().optional(),
      }),
    )
    .describe('In the order of the items.'),
});

function batchRoute(resource: Resource, { saveBatch }: PublicActionUseCases): Route {
  const item = changeBody(resource).extend({
    id: z.uuid().optional(),
    externalIdentifier: z.string().min(1).max(200).optional(),
  });
  return defineRoute({
    ...{ ...byKey, method: 'POST', path: `${pathOf(resource)}/batch`, permission: resource.write },
    summary: `Saves up to ${LARGEST_BATCH} ${resource.path}: changes those with an id or a known externalIdentifier, creates the others.`,
    body: z.strictObject({ items: z.array(item).min(1).max(LARGEST_BATCH) }),
    responses: { 200: BatchAnswer },
    deed: 'product.updated',
    handle: async ({ caller, body: { items } }) => {
      const batch = items.map(({ id, externalIdentifier, ...fields }) => ({
        ...{ id: id as string | undefined, externalIdentifier: externalIdentifier as string | undefined },
        changes: toChanges(fields),
      }));
      const results = await saveBatch(caller, resource, batch);
      return ok({ results: results.map((one) => ('record' in one ? { result: one.result, id: one.record._id } : one)) });
    },
  });
}

const Node = z.object({
  id: z.uuid(),
  name: z.string(),
  get children() {
    return z.array(Node);
  },
});

function treeRoute(resource: Resource, { categoryTree }: PublicActionUseCases): Route {
  return defineRoute({
    ...{ ...byKey, method: 'GET', path: `${pathOf(resource)}/tree`, permission: resource.read },
    summary: 'The categories below their parents.',
    responses: { 200: z.object({ items: z.array(Node) }) },
    handle: async ({ caller }) => ok({ items: await categoryTree(caller) }),
  });
}
