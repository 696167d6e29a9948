import { permissionTable } from '@psa-bridge/http-server';
import type { Generator } from './generators.ts';
import { markdownTable, writeMarkdown } from './markdown.ts';
import { declaredServices } from './service-routes.ts';

const PAGE = 'docs/permissions.md';

/** The page of routes and who may call them, from the routes as the services declare them. */
export const permissionsPage: Generator = {
  name: 'permissions page',
  outputs: [PAGE],
  generate: (into) => writeMarkdown(into, PAGE, describePermissions()),
};

export function describePermissions(): string {
  const sections = declaredServices().services.flatMap(({ name, routes }) => {
    const rows = permissionTable(routes).map(({ method, path, permission }) => [method, `\`${path}\``, permission]);
    return [`## ${name}`, markdownTable(['method', 'path', 'who'], rows)];
  });
  return [
    '<!-- Made by `npm run generate` from the routes of the services. Do not edit. -->',
    '# Who may call what',
    'Each service checks the caller itself. `public` needs no token, `own-account` any valid one, `signed-in` one of somebody whose company link is verified (ID-03), `admin` an administrator; of several permissions one is enough, and administrators pass everywhere (ID-06).',
    ...sections,
  ].join('\n\n');
}
