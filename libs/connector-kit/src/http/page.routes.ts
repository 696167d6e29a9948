import { defineRoute, etagOf, ok, requiredRevisionOf, type Route } from '@psa-bridge/http-server';
import { z } from 'zod';
import type { SettingsPage } from '../definition/settings-page.ts';
import type { PageView } from '../settings/settings-pages.ts';
import type { RouteDeps } from './route-deps.ts';
import { ChoiceView, IntegrationParams } from './schemas.ts';

const permission = 'Integration manager' as const;

const Problem = z.object({ field: z.string(), message: z.string(), isStale: z.boolean() });
const PageList = z.object({ items: z.array(z.object({ page: z.string(), title: z.string(), problems: z.number() })) });
const CheckResult = z.object({ problems: z.array(Problem) });

/** The configuration pages: a route each, so that the OpenAPI document says what every page accepts and shows. */
export function pageRoutes(deps: RouteDeps): readonly Route[] {
  const { definition, integrations, pages, base } = deps;
  const all = definition.pages ?? [];
  return [
    defineRoute({
      ...{ method: 'GET', path: `${base}/{id}/pages`, permission, params: IntegrationParams, responses: { 200: PageList } },
      summary: 'The configuration pages, and how many entries of each no longer hold',
      handle: async ({ caller, params: { id } }) => {
        const integration = await integrations.load(caller.tenantId, id);
        const views = await Promise.all(all.map((page) => pages.view(integration, page)));
        return ok({ items: views.map(({ page, title, problems }) => ({ page, title, problems: problems.length })) });
      },
    }),
    ...all.flatMap((page) => routesOf(page, deps)),
  ];
}

function routesOf(page: SettingsPage, { integrations, pages, base }: RouteDeps): readonly Route[] {
  const path = `${base}/{id}/pages/${page.name}`;
  const params = IntegrationParams;
  const PageViewBody = z.object({
    page: z.literal(page.name),
    title: z.string(),
    settings: page.settings,
    choices: z.record(z.string(), z.array(ChoiceView)),
    problems: z.array(Problem),
  });
  const shown = ({ revision, ...view }: PageView) => ok(view, { etag: etagOf(revision) });

  return [
    defineRoute({
      ...{ method: 'GET', path, permission, params, responses: { 200: PageViewBody } },
      summary: `${page.title}: settings, choices, and entries that no longer hold`,
      handle: async ({ caller, params: { id } }) => shown(await pages.view(await integrations.load(caller.tenantId, id), page)),
    }),
    defineRoute({
      ...{ method: 'PUT', path, permission, params, body: page.settings, responses: { 200: PageViewBody } },
      ifMatch: 'required',
      summary: `${page.title}: save the whole page. If-Match with its ETag is required.`,
      deed: 'integration.settings_saved',
      handle: async ({ caller, params: { id }, body, headers }) => {
        const ifRevision = requiredRevisionOf(headers['if-match']);
        const integration = await integrations.load(caller.tenantId, id);
        return shown(await pages.save(integration, page, { settings: body, ifRevision }));
      },
    }),
    defineRoute({
      ...{ method: 'POST', path: `${path}/check`, permission, params, body: page.settings, responses: { 200: CheckResult } },
      summary: `${page.title}: what saving would say, by the values that the PSA has now. Nothing is saved.`,
      deed: { untold: 'Says what saving would say, and saves nothing.' },
      handle: async ({ caller, params: { id }, body, signal }) => {
        const integration = await integrations.load(caller.tenantId, id);
        return ok({ problems: [...(await pages.check(integration, page, { settings: body, signal }))] });
      },
    }),
  ];
}
