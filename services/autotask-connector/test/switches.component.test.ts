import { describe, expect, it } from '@jest/globals';
import { systemClock, type Clock } from '@psa-bridge/core';
import type { AutotaskSwitches } from '@psa-bridge/simulators';
import { connectedForOneTest, type ConnectionOptions } from './connected-autotask.ts';
import { copies, EACH_ONCE, makeSale, saleArrived, setDefaultCode } from './sales.ts';

/** Where the vendor's document is unconfirmed or tenants differ, the connector lives with each reading. */

const connect = connectedForOneTest();
const MINUTE_MS = 60_000;

/** Real time that can be moved on. */
function leapingClock(): Clock & { leap(ms: number): void } {
  let ahead = 0;
  return {
    ...systemClock,
    now: () => new Date(systemClock.now().getTime() + ahead),
    leap: (ms) => void (ahead += ms),
  };
}

const NO_DIFFERENCE: readonly Partial<AutotaskSwitches>[] = [
  { zoneUrlDoubleSlash: true },
  { versionListHasV2: false },
  { lockoutAfter: 0 },
  { missingItem: '404' },
  { itemLevelPut: true },
  { dropUnknownOperators: false },
  { noteqMatchesNull: true },
  { clampMaxRecords: false },
  { wrongPagingMethod: 'empty' },
  { noUdfInformation: 'empty' },
  { dateTimeFormat: 'iso' },
  { companyNeedsBillToAddress: true },
  { inactiveContactReadsCompanyZero: true },
  { opportunityEditMovesLastActivity: false, apiEditMovesLastActivity: false },
  { longProductNames: true },
  { thinFields: ['Companies.webAddress', 'Contacts.title', 'Products.msrp'] },
];

it.each(NO_DIFFERENCE)(
  '%j makes no difference: all is read, each record arrives once, changes go both ways',
  async (switches) => {
    const connected = await connect({ switches });
    const { control } = connected.simulator;
    await connected.sync('full');
    await setDefaultCode(connected);

    const sale = await makeSale(connected);
    const { company } = await saleArrived(connected, sale);
    await connected.change('company', sale.company, { telephone: '555-0111' });
    await connected.arrived('company', sale.company);
    control.patch({ entity: 'Companies', id: company, values: { city: 'Elsewhere' } });
    await connected.sync('delta');

    expect(control.get({ entity: 'Companies', id: company })?.values['phone']).toBe('555-0111');
    expect((await connected.records.get('company', sale.company))?.data).toMatchObject({
      telephone: '555-0111',
      address: { city: 'Elsewhere' },
    });
    expect(copies(connected)).toEqual(EACH_ONCE);
    await connected.noIssues();
  },
);

describe('the zone', () => {
  it('can be set by hand for a tenant whose discovery fails', async () => {
    const zoneUrl: ConnectionOptions['zoneUrl'] = ({ simulator }) => simulator.zoneUrl();
    const connected = await connect({ switches: { zoneDiscoveryFails: true }, zoneUrl });

    await connected.sync('full');

    expect((await connected.recordOf('company', 0)).data.isActive).toBe(true);
  });

  it('is the same tenant where it is set by hand later, as if its discovery failed by now', async () => {
    const { harness, integration, simulator } = await connect();

    const body = { ...simulator.credentials, zoneUrl: simulator.zoneUrl() };
    const set = await harness.call('PUT', '/{id}/credentials', { params: { id: integration._id }, body });

    expect(integration.fingerprint).toMatch(/^database:/);
    expect(set).toMatchObject({ integration: { state: 'connected', fingerprint: integration.fingerprint } });
  });

  it.each(['401', 'empty'] as const)(
    'is found again when the host that the tenant has left answers %s',
    async (wrongZoneAnswer) => {
      const clock = leapingClock();
      const connected = await connect({ switches: { wrongZoneAnswer }, clock, ownClock: clock });
      const { control } = connected.simulator;
      await connected.sync('full');
      const { _id: recordId } = await connected.recordOf('company', 0);
      control.moveZone();
      // An answer without content makes the connector ask where the tenant lives once in a while only.
      clock.leap(MINUTE_MS);
      control.patch({ entity: 'Companies', id: 0, values: { city: 'Moved' } });

      await connected.sync('delta');
      const id = await connected.save('company', { name: 'After the move', telephone: '555-0100' });

      expect(await connected.arrived('company', id)).toBeGreaterThan(0);
      expect((await connected.records.get('company', recordId))?.data.address?.city).toBe('Moved');
      await connected.noIssues();
    },
  );
});

describe('a refusal', () => {
  it.each([500, 403] as const)(
    'for want of a permission with status %i is one of the security level',
    async (permissionStatus) => {
      const connected = await connect({ switches: { permissionStatus } });
      connected.simulator.control.setSecurity({ denied: [{ entity: 'Companies', actions: ['create'] }] });

      const id = await connected.save('company', { name: 'Denied', telephone: '555-0100' });

      expect((await connected.issueOf(id)).failure).toMatchObject({
        code: 'autotask_permission',
        message: expect.stringContaining(permissionStatus === 500 ? 'adequate permissions' : ''),
        remedy: expect.stringContaining('security level'),
      });
    },
  );

  it.each(['separate', 'joined', 'none'] as const)('is understood with its suffix %s', async (errorSuffix) => {
    const connected = await connect({ switches: { errorSuffix } });

    // Before the types were read, only Autotask can tell.
    const id = await connected.save('company', { name: 'Of no known type', telephone: '555-0100', type: '99' });

    expect((await connected.issueOf(id)).failure?.message).toMatch(/^Picklist value \[99\] does not exist for companyType/);
  });

  it.each(['current', 'older'] as const)('of a reference in its %s wording names what is gone', async (referenceWording) => {
    const connected = await connect({ switches: { referenceWording } });
    await setDefaultCode(connected);
    const { quote, ...sale } = await makeSale(connected);
    const { opportunity } = await saleArrived(connected, { quote, ...sale });
    connected.simulator.control.remove({ entity: 'Opportunities', id: opportunity });

    const next = await connected.save('quote', {
      ...{ title: 'Too late', companyId: sale.company, opportunityId: sale.opportunity, status: 'sent' },
    });

    expect((await connected.issueOf(next)).failure?.message).toBe('Opportunity was not found in Autotask');
  });

  it.each([
    [true, undefined],
    [false, 'Reference value on field: countryID of type: Country does not exist or is invalid.'],
  ])('of null for a reference (taken: %s) becomes an issue and stops nothing else', async (nullClearsReferences, text) => {
    const connected = await connect({ switches: { nullClearsReferences, errorSuffix: 'none' } });
    const { control } = connected.simulator;
    const id = await connected.save('company', { name: 'Stateless', telephone: '555-0100', address: { country: 'US' } });
    const externalId = await connected.arrived('company', id);
    await connected.change('company', id, { address: undefined });

    if (text === undefined) {
      await connected.arrived('company', id);
      expect(control.get({ entity: 'Companies', id: externalId })?.values['countryID']).toBeNull();
    } else {
      expect((await connected.issueOf(id)).failure?.message).toBe(text);
    }
    const other = await connected.save('company', { name: 'Neighbour', telephone: '555-0100' });
    expect(await connected.arrived('company', other)).toBeGreaterThan(0);
  });
});

describe('a limit', () => {
  const TEXT = '{"errors":["The number of external requests has exceeded the threshold."]}';

  it.each([
    [429, TEXT],
    [429, ''],
    [403, TEXT],
    [500, TEXT],
    [503, '<html>Service Unavailable</html>'],
  ])('of the hour told by %i %s is waited for, and nothing is refused or lost', async (overLimitStatus, overLimitBody) => {
    const connected = await connect({
      ...{ switches: { overLimitStatus, overLimitBody }, allowanceMs: 5_000, timeScale: 720 },
    });
    const { control } = connected.simulator;
    control.resetCounters({});
    control.setUsage({ external: 10_000 });
    const id = await connected.save('company', { name: 'Sale', telephone: '555-0100' });
    await connected.harness.until(() => expect(control.counters({}).answers[overLimitStatus] ?? 0).toBeGreaterThan(0));

    control.setUsage({ external: 0 });

    await connected.arrived('company', id);
    expect(copies(connected)['companies']).toBe(1);
    await connected.noIssues();
  });

  it.each([429, 500, 503])(
    'of threads told by %i is waited for, and nothing is refused or made twice',
    async (threadLimitStatus) => {
      const connected = await connect({ switches: { threadLimitStatus }, limits: { threads: 1 }, allowanceMs: 5_000 });
      const { control } = connected.simulator;
      control.resetCounters({});
      control.setLatency({ callMs: 30 });
      const names = ['One', 'Two', 'Three', 'Four'];

      const ids = await Promise.all(names.map((name) => connected.save('company', { name, telephone: '555-0100' })));
      for (const id of ids) await connected.arrived('company', id);

      expect(control.counters({}).answers[threadLimitStatus] ?? 0).toBeGreaterThan(0);
      const made = control.list({ entity: 'Companies', filter: [{ op: 'in', field: 'companyName', value: names }] });
      expect(made.map(({ values }) => values['companyName']).sort()).toEqual([...names].sort());
      await connected.noIssues();
    },
  );
});

describe('an unknown user', () => {
  const zoneUrl: ConnectionOptions['zoneUrl'] = ({ simulator }) => simulator.zoneUrl();

  it('AT-05: told by the zone sentence stops the integration', async () => {
    const connected = await connect({ zoneUrl });
    connected.simulator.control.setCredentials({ userName: 'renamed@example.com' });

    await connected.save('company', { name: 'Sale', telephone: '555-0100' });

    expect((await connected.issueOf(connected.integration._id)).failure?.message).toBe(
      'Autotask authentication error: please verify your credentials',
    );
  });

  it('told by a 500 without a word is waited out, and nothing is lost', async () => {
    const connected = await connect({ zoneUrl, switches: { unknownUserErrors: null } });
    const { control, credentials } = connected.simulator;
    control.resetCounters({});
    control.setCredentials({ userName: 'renamed@example.com' });
    const id = await connected.save('company', { name: 'Sale', telephone: '555-0100' });
    await connected.harness.until(() => expect(control.counters({}).answers['500'] ?? 0).toBeGreaterThan(1));

    control.setCredentials({ userName: credentials.userName });

    await connected.arrived('company', id);
    expect(copies(connected)['companies']).toBe(1);
    await connected.noIssues();
  });
});
