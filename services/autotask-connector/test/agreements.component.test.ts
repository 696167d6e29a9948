import { describe, expect, it } from '@jest/globals';
import type { BusinessRecord } from '@psa-bridge/records';
import type { FaultInput } from '@psa-bridge/simulators';
import { connectedForOneTest, type ConnectedAutotask, type ConnectionOptions } from './connected-autotask.ts';
import { line, setDefaultCode, setSettings } from './sales.ts';

const connect = connectedForOneTest();

const seededContract = ({ simulator }: ConnectedAutotask): number =>
  simulator.control.list({ entity: 'Contracts', limit: 1 })[0]?.id ?? 0;

const contracts = ({ simulator }: ConnectedAutotask, number: string) =>
  simulator.control.list({ entity: 'Contracts', filter: [{ op: 'eq', field: 'contractNumber', value: number }] });

function onContract({ simulator: { control } }: ConnectedAutotask, contractId: number) {
  const filter = [{ op: 'eq', field: 'contractID', value: contractId }];
  const units = control.list({ entity: 'ContractServiceUnits', filter }).map(({ values }) => values['units']);
  return { services: control.list({ entity: 'ContractServices', filter }), units };
}

describe('agreements', () => {
  it('come in with their services and the units of the present period', async () => {
    const connected = await connect();
    const id = seededContract(connected);
    const row = connected.simulator.control.get({ entity: 'Contracts', id });

    await connected.sync('full');

    const { data } = await connected.recordOf('agreement', id);
    const company = await connected.recordOf('company', Number(row?.values['companyID']));
    expect(data).toMatchObject({ name: row?.values['contractName'], number: 'A-1', type: '7', status: '1', isActive: true });
    expect(data.companyId).toBe(company._id);
    const [service] = (await connected.records.search('service', { from: 0, size: 1 })).items;
    expect(data.services).toMatchObject([{ serviceId: service?._id, name: service?.data.name, units: 1, period: 'monthly' }]);
    await connected.noIssues();
  });

  it.each([
    ['notes when a contract changed', {}, 60_000],
    ['does not note it, by a walk over all now and then', { absentFields: ['Contracts.lastModifiedDateTime'] }, 1],
  ])('that changed arrive with the next delta where Autotask %s', async (_title, switches, agreementsEveryMs) => {
    const connected = await connect({ agreementsEveryMs, switches });
    const { control } = connected.simulator;
    await connected.harness.call('POST', '/{id}/pause', {
      params: { id: connected.integration._id },
      body: { direction: 'push' },
    });
    await connected.sync('full');
    const id = seededContract(connected);
    control.patch({ entity: 'Contracts', id, values: { contractName: 'Renamed there', status: 0 } });

    await connected.sync('delta');

    expect((await connected.recordOf('agreement', id)).data).toMatchObject({ name: 'Renamed there', isActive: false });
  });

  it('are not walked over with every delta where Autotask does not note when a contract changed', async () => {
    const connected = await connect({ switches: { absentFields: ['Contracts.lastModifiedDateTime'] } });
    const { control } = connected.simulator;
    await connected.sync('full');
    control.resetCounters({});

    await connected.sync('delta');

    expect(control.counters({}).calls['Contracts']).toBeUndefined();
  });

  it('are read again now and then, because units change without a trace on the contract', async () => {
    const connected = await connect({ agreementsEveryMs: 200 });
    const { control } = connected.simulator;
    await connected.sync('full');
    const id = seededContract(connected);
    const serviceID = onContract(connected, id).services[0]?.values['serviceID'] ?? null;
    const effectiveDate = new Date().toISOString().slice(0, 10);

    control.create({ entity: 'ContractServiceAdjustments', values: { contractID: id, serviceID, unitChange: 4, effectiveDate } });

    await connected.harness.until(async () =>
      expect((await connected.recordOf('agreement', id)).data.services).toMatchObject([{ units: 5 }]),
    );
  });
});

const NUMBER = 'Q-77';

/** An approved quote with two recurring services and a thing that is bought once. */
async function approve(connected: ConnectedAutotask, settings: Readonly<Record<string, unknown>> = { createContracts: true }) {
  await setDefaultCode(connected);
  await connected.sync('full');
  await setSettings(connected, settings);
  const services = (await connected.records.search('service', { from: 0, size: 2 })).items as [
    BusinessRecord<'service'>,
    BusinessRecord<'service'>,
  ];
  const companyId = await connected.save('company', { name: 'Buyer', telephone: '555-0100' });
  const opportunityId = await connected.save('opportunity', { name: 'Deal', companyId });
  const quoteId = await connected.save('quote', {
    ...{ title: 'Managed office', number: NUMBER, companyId, opportunityId, status: 'approved' },
    items: [
      line('Support', { kind: 'service', serviceId: services[0]._id, quantity: 12, unitPrice: '50.00', period: 'monthly' }),
      line('Backup', { kind: 'service', serviceId: services[1]._id, quantity: 3, unitPrice: '9.50', period: 'monthly' }),
      line('Set-up', { kind: 'charge' }),
    ],
  });
  return { services, companyId, opportunityId, quoteId };
}

/** An answer that never comes is given up on soon; one that comes is waited for. */
const givingUp = (kind: string): ConnectionOptions =>
  kind === 'timeoutAfterCommit' || kind === 'lateCommit' ? { callTimeoutMs: 2_000 } : {};

const TWO_SERVICES: ConnectionOptions = {
  seed: { companies: 3, contactsPerCompany: 1, products: 1, services: 2, opportunities: 0, quotes: 0, tickets: 0, contracts: 0 },
};

describe('a contract from an approved quote', () => {
  it('AT-03: is made with its recurring services once, however often the quote is sent, and comes in as an agreement', async () => {
    const connected = await connect(TWO_SERVICES);
    const { quoteId, opportunityId, companyId, services } = await approve(connected);
    await connected.arrived('quote', quoteId);
    await connected.change('quote', quoteId, { comment: 'Sent again' });
    await connected.arrived('quote', quoteId);

    const [contract, ...others] = contracts(connected, NUMBER);
    expect(others).toEqual([]);
    expect(contract?.values).toMatchObject({ contractName: 'Managed office', contractType: 7, status: 1 });
    const { services: onIt, units } = onContract(connected, contract?.id ?? 0);
    expect(onIt.map(({ values }) => values['adjustedPrice'])).toEqual([50, 9.5]);
    expect(units).toEqual([12, 3]);
    await connected.sync('full');
    expect((await connected.recordOf('agreement', contract?.id ?? 0)).data).toMatchObject({
      ...{ companyId, opportunityId, quoteId, number: NUMBER },
      services: [
        { serviceId: services[0]._id, units: 12, unitPrice: '50.00' },
        { serviceId: services[1]._id, units: 3, unitPrice: '9.50' },
      ],
    });
    await connected.noIssues();
  });

  it('is not made unless the tenant switched it on', async () => {
    const connected = await connect(TWO_SERVICES);
    const { quoteId } = await approve(connected, {});

    await connected.arrived('quote', quoteId);

    expect(contracts(connected, NUMBER)).toEqual([]);
  });

  const kinds = ['timeoutAfterCommit', 'resetAfterCommit', 'error500AfterCommit', 'lateCommit', 'resetBeforeCommit'] as const;
  it.each(
    kinds.flatMap((kind) => (['Contracts', 'ContractServiceAdjustments'] as const).map((entity) => [entity, kind] as const)),
  )(
    'is there once after the making of %s met %s',
    async (entity, kind) => {
      const connected = await connect({ ...TWO_SERVICES, ...givingUp(kind) });
      const action: FaultInput['action'] = kind === 'lateCommit' ? { kind, delayMs: 100 } : { kind };
      connected.simulator.control.addFault({ match: { entity, operation: 'create' }, action });

      const { quoteId } = await approve(connected);
      await connected.arrived('quote', quoteId);

      expect(contracts(connected, NUMBER)).toHaveLength(1);
      const { services, units } = onContract(connected, contracts(connected, NUMBER)[0]?.id ?? 0);
      expect(services).toHaveLength(2);
      expect(units).toEqual([12, 3]);
      await connected.noIssues();
    },
    120_000,
  );

  it('IS-09: lacks the lines that it cannot hold, which a warning names', async () => {
    const connected = await connect(TWO_SERVICES);
    const { quoteId, services } = await approve(connected, {});
    await connected.arrived('quote', quoteId);
    await setSettings(connected, { createContracts: true });
    const serviceId = services[0]._id;

    await connected.change('quote', quoteId, {
      items: [
        line('Support', { kind: 'service' as const, serviceId, quantity: 12, unitPrice: '50.00', period: 'monthly' as const }),
        line('Rent', { kind: 'charge' as const, period: 'monthly' as const }),
        line('Half', { kind: 'service' as const, serviceId: services[1]._id, quantity: 0.5, period: 'monthly' as const }),
      ],
    });

    const issue = await connected.issueOf(quoteId);
    expect(issue.failedItems.map(({ itemName, message }) => [itemName, message])).toEqual([
      ['Rent', 'Only services that exist in Autotask can be part of a contract.'],
      ['Half', 'A contract takes whole units of a service only.'],
    ]);
    expect(onContract(connected, contracts(connected, NUMBER)[0]?.id ?? 0).services).toHaveLength(1);
  });
});

describe('a contract whose quote is changed later', () => {
  interface Changing {
    connected: ConnectedAutotask;
    quoteId: string;
    contractId: number;
    /** The support line with these changes, the others as they were. */
    edit(change: { quantity?: number; unitPrice?: string }): Promise<void>;
    services: () => { id: number; price: unknown }[];
    /** Of each period that was begun, in their order. */
    units: () => unknown[];
  }

  async function contracted(fault?: FaultInput): Promise<Changing> {
    const connected = await connect({ ...TWO_SERVICES, ...givingUp(fault?.action.kind ?? '') });
    const { quoteId } = await approve(connected);
    await connected.arrived('quote', quoteId);
    const contractId = contracts(connected, NUMBER)[0]?.id ?? 0;
    if (fault) connected.simulator.control.addFault(fault);
    return {
      ...{ connected, quoteId, contractId },
      async edit(change) {
        const items = (await connected.records.get('quote', quoteId))?.data.items ?? [];
        await connected.change('quote', quoteId, {
          items: items.map((item) => (item.name === 'Support' ? { ...item, ...change } : item)),
        });
      },
      services: () =>
        onContract(connected, contractId).services.map(({ id, values }) => ({ id, price: values['adjustedPrice'] })),
      units: () => onContract(connected, contractId).units,
    };
  }

  const arrived = ({ connected, quoteId }: Changing) => connected.arrived('quote', quoteId);

  const asThere = async ({ connected, contractId }: Changing) =>
    (await connected.recordOf('agreement', contractId)).data.services.map(({ units, unitPrice }) => [units, unitPrice]);

  it('AT-03: follows more and fewer units and another price, each sent once, and the agreement here shows it', async () => {
    const changing = await contracted();

    await changing.edit({ quantity: 15 });
    await arrived(changing);
    await changing.edit({ unitPrice: '45.50' });
    await arrived(changing);
    await changing.edit({ quantity: 12, unitPrice: '48.00' });
    await arrived(changing);
    await changing.connected.change('quote', changing.quoteId, { comment: 'Sent again' });
    await arrived(changing);

    expect(changing.units()).toEqual([12, 3, 15, 12]);
    expect(changing.services().map(({ price }) => price)).toEqual([48, 9.5]);
    expect(await asThere(changing)).toEqual([
      [12, '48.00'],
      [3, '9.50'],
    ]);
    await changing.connected.noIssues();
  });

  function seatsThere({ connected, contractId, services }: Changing, unitChange: number): void {
    const effectiveDate = new Date().toISOString().slice(0, 10);
    const values = { contractID: contractId, contractServiceID: services()[0]?.id ?? 0, unitChange, effectiveDate };
    connected.simulator.control.create({ entity: 'ContractServiceAdjustments', values });
  }

  it('AT-03: keeps the seats and prices that people changed in Autotask, but where the same was changed here', async () => {
    const changing = await contracted();
    seatsThere(changing, 2);

    await changing.edit({ unitPrice: '45.50' });
    await arrived(changing);
    const afterPrice = changing.units();
    await changing.edit({ quantity: 15 });
    await arrived(changing);

    expect(afterPrice).toEqual([12, 3, 14]);
    expect(changing.units()).toEqual([12, 3, 14, 15]);
    expect(changing.services()[0]?.price).toBe(45.5);
  });

  it('AT-03: is not adjusted where somebody made the same change in Autotask already', async () => {
    const changing = await contracted();
    seatsThere(changing, 3);

    await changing.edit({ quantity: 15 });
    await arrived(changing);

    expect(changing.units()).toEqual([12, 3, 15]);
  });

  async function withoutSupport({ connected, quoteId }: Changing): Promise<void> {
    const items = (await connected.records.get('quote', quoteId))?.data.items ?? [];
    await connected.change('quote', quoteId, { items: items.filter(({ name }) => name !== 'Support') });
  }

  it('AT-03: charges no units from today on of what was taken off the quote, once, and its units again when it comes back', async () => {
    const match = { entity: 'ContractServiceAdjustments', operation: 'create' } as const;
    const changing = await contracted({ match, action: { kind: 'error500AfterCommit' } });
    const { connected, quoteId } = changing;
    const items = (await connected.records.get('quote', quoteId))?.data.items ?? [];

    await withoutSupport(changing);
    await arrived(changing);
    await connected.change('quote', quoteId, { comment: 'Sent again' });
    await arrived(changing);
    const gone = { units: changing.units(), here: await asThere(changing) };
    await connected.change('quote', quoteId, { items });
    await arrived(changing);

    expect(gone).toEqual({
      units: [12, 3, 0],
      here: [
        [0, '50.00'],
        [3, '9.50'],
      ],
    });
    expect(changing.units()).toEqual([12, 3, 0, 12]);
    await connected.noIssues();
  });

  it('AT-03: goes on without units when all that recurs was taken off the quote', async () => {
    const changing = await contracted();

    await changing.connected.change('quote', changing.quoteId, { items: [line('Set-up', { kind: 'charge' as const })] });
    await arrived(changing);

    expect(changing.units()).toEqual([12, 3, 0, 0]);
    await changing.connected.noIssues();
  });

  it('AT-03: has nothing to end where the contract ended before the line was taken off the quote', async () => {
    const changing = await contracted();
    const { connected, contractId } = changing;
    connected.simulator.control.patch({ entity: 'Contracts', id: contractId, values: { endDate: '2026-01-31' } });

    await withoutSupport(changing);
    await arrived(changing);

    expect(changing.units()).toEqual([12, 3]);
    await connected.noIssues();
  });

  it.each(['timeoutAfterCommit', 'resetAfterCommit', 'error500AfterCommit', 'resetBeforeCommit'] as const)(
    'AT-03: is adjusted once after the answer to it met %s',
    async (kind) => {
      const match = { entity: 'ContractServiceAdjustments', operation: 'create' } as const;
      const changing = await contracted({ match, action: { kind } });

      await changing.edit({ quantity: 15, unitPrice: '45.50' });
      await arrived(changing);

      expect(changing.units()).toEqual([12, 3, 15]);
      expect(changing.services()[0]?.price).toBe(45.5);
      await changing.connected.noIssues();
    },
    120_000,
  );

  it.each<[string, (changing: Changing) => void, string, string]>([
    [
      'the contract ended',
      ({ connected: { simulator }, contractId }) =>
        simulator.control.patch({ entity: 'Contracts', id: contractId, values: { endDate: '2026-01-31' } }),
      'ended on 2026-01-31',
      'Extend the contract in Autotask',
    ],
    [
      'the service was taken off it',
      ({ connected: { simulator }, services }) =>
        simulator.control.remove({ entity: 'ContractServices', id: services()[0]?.id ?? 0 }),
      'no longer on the contract',
      'Put the service on the contract in Autotask',
    ],
    [
      'Autotask refuses it',
      ({ connected: { simulator }, contractId }) =>
        simulator.control.patch({ entity: 'Contracts', id: contractId, values: { contractType: 1 } }),
      'The contract must be a recurring service contract.',
      'Support: Correct what Autotask names and retry.',
    ],
  ])('IS-09: names the line with what to do where %s', async (_why, happens, message, remedy) => {
    const changing = await contracted();
    happens(changing);

    await changing.edit({ quantity: 15 });

    const issue = await changing.connected.issueOf(changing.quoteId);
    expect(issue.failedItems).toMatchObject([{ itemName: 'Support', message: expect.stringContaining(message) }]);
    expect(issue.failure?.remedy).toContain(remedy);
  });
});
