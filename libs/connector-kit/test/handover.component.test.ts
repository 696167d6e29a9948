import { beforeEach, describe, expect, it } from '@jest/globals';
import { decodePayload, events, topics } from '@psa-bridge/contracts';
import { createManualClock, newId } from '@psa-bridge/core';
import { withContext } from '@psa-bridge/observability';
import { z } from 'zod';
import { createConnectorHarness, TENANT, type ConnectorHarness } from '../src/contract-suite/connector-harness.ts';
import type { Handover } from '../src/handover/handover.ts';
import type { TakeOver } from '../src/handover/handovers.ts';
import { defineSettingsPage, type SettingsPage } from '../src/index.ts';
import { paperConnector } from './paper-connector.ts';
import { createPaperPsa } from './paper-psa.ts';

const Keys = z.record(z.string(), z.string()).default({});
const QuoteStatuses = z.partialRecord(z.enum(['sent', 'approved']), z.strictObject({ stage: z.string().optional() })).default({});

/** Two PSAs that keep the same things under names of their own. */
const paperPages: readonly SettingsPage[] = [
  defineSettingsPage({
    name: 'import',
    title: 'Import',
    settings: z.strictObject({ typesIn: Keys, typesOut: Keys, field: z.string().optional() }),
    portable: { companyTypesIn: ['typesIn', '*'], companyTypesOut: ['typesOut', '*'] },
    references: ({ field }) => (field === undefined ? [] : [{ path: ['field'], target: { psa: 'company_udf', key: field } }]),
  }),
  defineSettingsPage({
    name: 'sales',
    title: 'Sales',
    settings: z.strictObject({
      quoteStatuses: QuoteStatuses,
      owner: z.string().optional(),
      stores: z.array(z.string()).default([]),
    }),
    portable: { quoteStages: ['quoteStatuses', '*', 'stage'], opportunityOwner: ['owner'], inventoryLocations: ['stores'] },
  }),
];
const stonePages: readonly SettingsPage[] = [
  defineSettingsPage({
    name: 'companies',
    title: 'Companies',
    settings: z.strictObject({ companyTypes: Keys, typesThere: Keys }),
    portable: { companyTypesIn: ['companyTypes', '*'], companyTypesOut: ['typesThere', '*'] },
    references: ({ companyTypes }) =>
      Object.keys(companyTypes).map((key) => ({
        path: ['companyTypes', key],
        target: { psa: 'company_type', key },
        unfit: ({ label }) => (label === 'Unfit' ? 'Type "Unfit" will not do.' : undefined),
      })),
  }),
  defineSettingsPage({
    name: 'deals',
    title: 'Deals',
    settings: z.strictObject({ moves: QuoteStatuses, warehouses: z.array(z.string()).default([]) }),
    portable: { quoteStages: ['moves', '*', 'stage'], inventoryLocations: ['warehouses'] },
  }),
];

/** @param provider of the PSA, whose pages are the only settings */
function connectorOf(provider: string, displayName: string, pages: readonly SettingsPage[]): ReturnType<typeof paperConnector> {
  const settings = z.object(Object.fromEntries(pages.flatMap(({ settings: { shape } }) => Object.entries(shape))));
  return { ...paperConnector(), provider, displayName, settings, pages } as unknown as ReturnType<typeof paperConnector>;
}

type Shown = Omit<TakeOver, 'revision'>;

describe('a move to another PSA', () => {
  let paper: ConnectorHarness;
  let stone: ConnectorHarness;
  let values: number;

  beforeEach(() => {
    const clock = createManualClock();
    const { http } = createPaperPsa({ clock });
    paper = createConnectorHarness({ definition: connectorOf('paper', 'Paper', paperPages), http, clock });
    const { store, bus } = paper;
    stone = createConnectorHarness({ definition: connectorOf('stone', 'Stone', stonePages), http, clock, store, bus });
    values = 0;
  });

  const integrate = async ({ connector }: ConnectorHarness, settings: object = {}) =>
    (await connector.integrations.create({ tenantId: TENANT, name: 'Test', settings: { ...settings } }))._id;

  /** Field values of an integration, their keys by `kind:label`; `!` before a label is inactive. */
  async function choices(integrationId: string | undefined, kind: string, labels: readonly string[]): Promise<readonly string[]> {
    const keys: string[] = [];
    for (const label of labels) {
      const key = String((values += 1));
      keys.push(key);
      const data = { kind, key, label: label.replace('!', ''), isActive: !label.startsWith('!') };
      const records = paper.records.forTenant(TENANT);
      if (integrationId === undefined) await records.create('field_value', data, { source: 'user', pushTo: [] });
      else {
        const item = { externalId: `${kind}:${key}`, data: { ...data, integrationId }, seenAt: new Date(0) };
        await records.applyIncoming('field_value', integrationId, [item]);
      }
    }
    return keys;
  }

  const handoverOf = async (id: string) => (await paper.call('GET', '/{id}/handover', { params: { id } })) as Handover;
  const preview = async (id: string, body: Handover) =>
    (await stone.call('POST', '/{id}/handover/preview', { params: { id }, body })) as Shown;
  const take = async (id: string, body: Handover, revision = 1) =>
    (await stone.call('POST', '/{id}/handover/take', {
      params: { id },
      body,
      headers: { 'if-match': `"${revision}"` },
    })) as Shown;
  const saved = (id: string) => stone.connector.integrations.load(TENANT, id);
  const fates = ({ items }: Shown) => items.map(({ from, to, outcome }) => [from, to, outcome]);

  it('carries mappings over by the labels of both PSAs, once a person says so, all pages in one write', async () => {
    const before = await integrate(paper);
    const [local = ''] = await choices(undefined, 'company_type', ['Client']);
    const [customer = '', vendor = ''] = await choices(before, 'company_type', ['Customer', 'Vendor']);
    const [won = ''] = await choices(before, 'pipeline_stage', ['Won']);
    const settings = {
      ...{ typesIn: { [customer]: local }, typesOut: { [local]: vendor } },
      quoteStatuses: { approved: { stage: won } },
    };
    await paper.connector.integrations.change(TENANT, before, (current) => ({ ...current, settings }));
    const after = await integrate(stone);
    const [there = '', vendorThere = ''] = await choices(after, 'company_type', [' CUSTOMER ', 'vendor']);
    const [wonThere = ''] = await choices(after, 'pipeline_stage', ['won']);

    const handover = await handoverOf(before);
    const shown = await preview(after, handover);
    const untouched = await saved(after);
    const taken = await take(after, handover);

    expect(fates(shown)).toEqual([
      ['Customer → Client', ' CUSTOMER  → Client', 'carried'],
      ['Client → Vendor', 'Client → vendor', 'carried'],
      ['approved → Won', 'approved → won', 'carried'],
    ]);
    expect(taken).toEqual(shown);
    expect(untouched.settings).toEqual({});
    const now = await saved(after);
    expect(now.settings).toEqual({
      ...{ companyTypes: { [there]: local }, typesThere: { [local]: vendorThere } },
      moves: { approved: { stage: wonThere } },
    });
    expect([now.settingsRevision, now.sequence]).toEqual([2, untouched.sequence + 1]);
  });

  it('tells the audit who took what over, and what stood there before (OP-01)', async () => {
    const before = await integrate(paper);
    const [local = ''] = await choices(undefined, 'company_type', ['Client']);
    const [customer = ''] = await choices(before, 'company_type', ['Customer']);
    const settings = { typesIn: { [customer]: local } };
    await paper.connector.integrations.change(TENANT, before, (current) => ({ ...current, settings }));
    const after = await integrate(stone);
    const [there = ''] = await choices(after, 'company_type', ['Customer']);
    const handover = await handoverOf(before);

    await withContext({ actor: 'admin', requestId: 'take' }, () => take(after, handover));

    const { outbox = [] } = await saved(after);
    const told = outbox
      .filter(({ topic }) => topic === topics.audit.name)
      .map(({ payload }) => decodePayload(events.actionTaken, payload));
    const deed = told.find(({ requestId }) => requestId === 'take');
    expect(deed).toMatchObject({ kind: 'integration.settings_saved', actorKind: 'user', actorId: 'admin', recordId: after });
    expect(deed?.changes).toMatchObject([
      { field: 'settings.companyTypes', beforeJson: '', afterJson: JSON.stringify({ [there]: local }) },
    ]);
  });

  it('names what has no counterpart, more than one, an inactive or an unfit one, and what the other PSA does not know at all', async () => {
    const before = await integrate(paper);
    const labels = ['Gone', 'Twice', 'Asleep', 'Unfit', 'Fine'];
    const types = await choices(before, 'company_type', labels);
    const [local = ''] = await choices(undefined, 'company_type', ['Client']);
    const [owner = ''] = await choices(before, 'resource', ['Demo Owner']);
    const settings = { typesIn: Object.fromEntries(types.map((key) => [key, local])), owner, field: 'udf' };
    await paper.connector.integrations.change(TENANT, before, (current) => ({ ...current, settings }));
    const after = await integrate(stone);
    const there = await choices(after, 'company_type', ['Twice', 'twice', '!Asleep', 'Unfit', 'Fine']);

    const { items, others } = await take(after, await handoverOf(before));

    expect(items.map(({ outcome, message }) => [outcome, message])).toEqual([
      ['missing', 'Stone has no company type "Gone". Choose another on the page, or make one there.'],
      ['ambiguous', 'Stone has 2 of company type "Twice". Choose one of them on the page.'],
      ['missing', 'Company type "Asleep" is inactive in Stone. Activate it there, or choose another on the page.'],
      ['refused', 'Type "Unfit" will not do.'],
      ['carried', undefined],
      ['unknown_setting', 'Stone has no such setting.'],
    ]);
    expect(others).toEqual([{ page: 'Import', title: 'Field', count: 1 }]);
    expect((await saved(after)).settings).toEqual({ companyTypes: { [there[4] ?? '']: local } });
  });

  it('leaves what a person has set, and changes nothing when it is taken again', async () => {
    const before = await integrate(paper);
    const [a = '', b = ''] = await choices(before, 'company_type', ['A', 'B']);
    const [ours = '', others = ''] = await choices(undefined, 'company_type', ['Ours', 'Others']);
    const stores = await choices(before, 'inventory_location', ['North', 'South']);
    const settings = { typesIn: { [a]: ours, [b]: ours }, stores };
    await paper.connector.integrations.change(TENANT, before, (current) => ({ ...current, settings }));
    const after = await integrate(stone);
    const [aThere = '', bThere = ''] = await choices(after, 'company_type', ['A', 'B']);
    const places = await choices(after, 'inventory_location', ['South', 'North']);
    const own = { companyTypes: { [aThere]: others } };
    await stone.connector.integrations.change(TENANT, after, (current) => ({ ...current, settings: own }));
    const handover = await handoverOf(before);

    const first = await take(after, handover);
    const once = await saved(after);
    const again = await take(after, handover, 2);

    expect(fates(first)).toEqual([
      ['A → Ours', 'A → Others', 'kept'],
      ['B → Ours', 'B → Ours', 'carried'],
      ['North', 'North', 'carried'],
      ['South', 'South', 'carried'],
    ]);
    expect(once.settings).toEqual({
      ...{ companyTypes: { [aThere]: others, [bThere]: ours }, warehouses: [places[1], places[0]] },
    });
    expect(again.items.every(({ outcome }) => outcome === 'kept')).toBe(true);
    expect(await saved(after)).toEqual(once);
  });

  it('decides nothing where two values of the old PSA with one label say different', async () => {
    const before = await integrate(paper);
    const [first = '', second = ''] = await choices(before, 'company_type', ['Client', 'client']);
    const [ours = '', others = ''] = await choices(undefined, 'company_type', ['Ours', 'Others']);
    const settings = { typesIn: { [first]: ours, [second]: others } };
    await paper.connector.integrations.change(TENANT, before, (current) => ({ ...current, settings }));
    const after = await integrate(stone);
    await choices(after, 'company_type', ['Client']);

    const { items } = await take(after, await handoverOf(before));

    const message = 'It was set more than once: Client → Ours, client → Others. Choose one on the page.';
    expect(items).toEqual([
      expect.objectContaining({ outcome: 'ambiguous', message }),
      expect.objectContaining({ outcome: 'ambiguous', message }),
    ]);
    expect((await saved(after)).settings).toEqual({});
  });

  it('takes nothing over where somebody changed the settings since the preview', async () => {
    const before = await integrate(paper);
    const after = await integrate(stone);
    await stone.connector.integrations.change(TENANT, after, (current) => ({ ...current, settingsRevision: 2 }));

    await expect(take(after, await handoverOf(before))).rejects.toMatchObject({ code: 'settings_conflict' });
  });

  it('refuses a setting that the page would never take, and names why instead of failing', async () => {
    const after = await integrate(stone);
    const [stage = ''] = await choices(after, 'pipeline_stage', ['Won']);
    const entries = [
      { by: { key: 'forged' }, value: { key: '1', label: 'Won' } },
      { by: { key: 'sent' }, value: { key: '1', label: 'Won' } },
    ];
    const forged: Handover = { psaName: 'Other', mappings: [{ setting: 'quoteStages', title: '', entries }], others: [] };

    const { items } = await take(after, forged);

    expect(items.map(({ outcome }) => outcome)).toEqual(['refused', 'carried']);
    expect((await saved(after)).settings).toEqual({ moves: { sent: { stage } } });
  });

  it("does not know another tenant's integrations", async () => {
    const handover = await handoverOf(await integrate(paper));
    const theirs = { tenantId: newId(), name: 'Theirs', settings: {} };
    const { _id: before } = await paper.connector.integrations.create(theirs);
    const { _id: after } = await stone.connector.integrations.create(theirs);
    const unknown = { code: 'integration_not_found', kind: 'not_found' };

    await expect(handoverOf(before)).rejects.toMatchObject(unknown);
    await expect(preview(after, handover)).rejects.toMatchObject(unknown);
    await expect(take(after, handover)).rejects.toMatchObject(unknown);
  });
});
