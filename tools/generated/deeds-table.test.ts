import { describe, expect, it } from '@jest/globals';
import { deedInWords } from '@psa-bridge/audit';
import { defineRoute, noContent, type Deed } from '@psa-bridge/http-server';
import { describeDeeds, writing } from './deeds-table.ts';
import { declaredServices } from './service-routes.ts';

const { services } = declaredServices();
const routes = services.flatMap(({ name, routes: own }) =>
  writing(own).map((route) => ({ name: `${name}: ${route.method} ${route.path}`, route })),
);

describe('every route that writes', () => {
  it.each(routes)('$name names what the audit is told, or why it is told nothing (OP-01)', ({ route: { deed } }) => {
    const words = typeof deed === 'string' ? deed : (deed?.untold ?? '');

    expect(typeof deed === 'string' ? deedInWords(deed, 'record') : '').not.toContain('_');
    expect(words).toMatch(typeof deed === 'string' ? /^[a-z_]+\.[a-z_]+$/ : /^[A-Z].{15,}\.$/);
  });

  it('is one of those that the services have', () => {
    expect(routes.length).toBeGreaterThan(100);
  });
});

describe('the table of deeds', () => {
  const route = (path: string, deed?: Deed) =>
    defineRoute({
      ...{ method: 'PUT', path, permission: 'admin', summary: 'A route', responses: { 204: null } },
      ...(deed === undefined ? {} : { deed }),
      handle: () => noContent(),
    });

  it('has one row for what all connectors and all pages do alike, and the reasons apart', () => {
    const deeds = describeDeeds([
      route('/v1/integrations/a/{id}/pages/one', 'integration.settings_saved'),
      route('/v1/integrations/b/{id}/pages/two', 'integration.settings_saved'),
      route('/v1/preview', { untold: 'It saves nothing.' }),
    ]);

    expect(deeds.match(/settings_saved/g)).toHaveLength(1);
    expect(deeds).toContain('| `PUT /v1/integrations/{provider}/{id}/pages/{page}` | `integration.settings_saved` |');
    expect(deeds).toContain('| `PUT /v1/preview` | It saves nothing. |');
  });

  it('has a row for each connector where one tells what another does not', () => {
    const deeds = describeDeeds([
      route('/v1/integrations/a/{id}/post-sale', 'ticket.created'),
      route('/v1/integrations/b/{id}/post-sale', 'sales_order.created'),
    ]);

    expect(deeds).toContain('| `PUT /v1/integrations/a/{id}/post-sale` | `ticket.created` |');
    expect(deeds).toContain('| `PUT /v1/integrations/b/{id}/post-sale` | `sales_order.created` |');
  });

  it('is refused where a route says nothing', () => {
    expect(() => describeDeeds([route('/v1/silent')])).toThrow('PUT /v1/silent names no deed.');
  });
});
