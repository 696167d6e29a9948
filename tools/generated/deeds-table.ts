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
  const named = writing(routes).map(({ method, path: at, deed }) => {
    if (deed === undefined) throw new Error(`${method} ${at} names no deed.`);
    const isTold = typeof deed === 'string';
    return { isTold, name: `${method} ${at}`, alike: `${method} ${spoken(at)}`, says: isTold ? `\`${deed}\`` : deed.untold };
  });
  const saidOf = Map.groupBy(named, ({ alike }) => alike);
  const rows = named.map((one) => {
    // What one connector's route tells and another's does not is said of each.
    const isSaidByAll = new Set(saidOf.get(one.alike)?.map(({ says }) => says)).size === 1;
    return { isTold: one.isTold, row: [`\`${isSaidByAll ? one.alike : one.name}\``, one.says] as const };
  });
  const tableOf = (isTold: boolean) =>
    sorted(new Map(rows.filter((one) => one.isTold === isTold).map(({ row }) => [row[0], row] as const)));
  return [
    markdownTable(['route', 'deed'], tableOf(true)),
    'Told nothing:',
    markdownTable(['route', 'because'], tableOf(false)),
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
