import type { Route } from '@psa-bridge/http-server';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../verify/step.ts';
import type { Generator } from './generators.ts';
import { markdownTable, withMade, writeMarkdown } from './markdown.ts';
import { declaredServices } from './service-routes.ts';

const PAGE = 'libs/audit/README.md';
const MADE_FROM = 'the routes of the services';

/** What the audit is told by which route, from the routes as the services declare them. */
export const deedsTable: Generator = {
  name: 'table of deeds',
  outputs: [PAGE],
  async generate(into) {
    const routes = declaredServices().services.flatMap((service) => service.routes);
    const page = await readFile(path.join(ROOT, PAGE), 'utf8');
    await writeMarkdown(into, PAGE, withMade(page, MADE_FROM, describeDeeds(routes)));
  },
};

/** @throws Error when a route that writes names neither a deed nor why it is none: the table would be silent on it. */
export function describeDeeds(routes: readonly Route[]): string {
  const told = new Map<string, readonly string[]>();
  const untold = new Map<string, readonly string[]>();
  for (const { method, path: at, deed } of writing(routes)) {
    if (deed === undefined) throw new Error(`${method} ${at} names no deed.`);
    const row = `${method} ${spoken(at)}`;
    if (typeof deed === 'string') told.set(row, [`\`${row}\``, `\`${deed}\``]);
    else untold.set(row, [`\`${row}\``, deed.untold]);
  }
  return [
    markdownTable(['route', 'deed'], sorted(told)),
    'Told nothing:',
    markdownTable(['route', 'because'], sorted(untold)),
  ].join('\n\n');
}

/** Routes that may change something. */
export function writing(routes: readonly Route[]): readonly Route[] {
  return routes.filter(({ method }) => method !== 'GET');
}

/** The connectors have the same routes, and a page for each part of their settings. */
function spoken(at: string): string {
  return at.replace(/^\/v1\/(integrations|webhooks)\/\w+/, '/v1/$1/{provider}').replace(/\/pages\/[\w-]+/, '/pages/{page}');
}

function sorted(rows: ReadonlyMap<string, readonly string[]>): (readonly string[])[] {
  return [...rows.values()].sort(([a = ''], [b = '']) => afterMethod(a).localeCompare(afterMethod(b)) || a.localeCompare(b));
}

function afterMethod(row: string): string {
  return row.slice(row.indexOf(' '));
}
