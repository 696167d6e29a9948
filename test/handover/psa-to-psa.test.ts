import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SettingsPage } from '@psa-bridge/connector-kit';
import { describeMappings, type ReadLists } from '../../libs/connector-kit/src/handover/handover.ts';
import { planTakeOver, settingsAfter } from '../../libs/connector-kit/src/handover/take-over.ts';
import { autotaskPages } from '../../services/autotask-connector/src/settings/pages.ts';
import { connectWisePages } from '../../services/connectwise-connector/src/settings/pages.ts';

const AUTOTASK = { psaName: 'Autotask', pages: autotaskPages({ hasCatalogue: false }) };
const CONNECTWISE = { psaName: 'ConnectWise', pages: connectWisePages };
const LABELS = ['First', 'Second', 'Third', 'Fourth'];
const OURS = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002'];
const QUOTE_STATUSES = ['draft', 'sent', 'approved', 'declined', 'expired'];

/** Values of the PSA's of every sort, each PSA with keys of its own; what is ours has the same ones everywhere. */
function listsWith(firstKey: number): ReadLists {
  const theirs = LABELS.map((label, index) => ({ key: String(firstKey + index), label, isActive: true }));
  const ours = OURS.map((key) => ({ key, label: key, isActive: true }));
  return ({ by, value }) =>
    Promise.resolve({
      ...(by ? { by: 'psa' in by ? theirs : ours } : {}),
      value: 'psa' in value ? theirs : ours,
    });
}

const keys = (firstKey: number) => fc.constantFrom(...LABELS.map((_label, index) => String(firstKey + index)));
const ours = fc.constantFrom(...OURS);

/** What a person may have set in Autotask of what ConnectWise knows as well. */
const autotaskSettings = fc.record({
  companyTypesIn: fc.dictionary(keys(100), ours),
  companyTypesOut: fc.dictionary(ours, keys(100)),
  productCategories: fc.dictionary(keys(100), ours),
  inventoryLocations: fc.uniqueArray(keys(100)),
  quoteStatuses: fc.dictionary(fc.constantFrom(...QUOTE_STATUSES), fc.record({ stage: keys(100), status: keys(100) })),
  ownerResource: keys(100),
  ticketPriority: keys(100),
  receivingLocation: keys(100),
});

const settingsIn = (all: object) => (page: SettingsPage) =>
  page.settings.parse(Object.fromEntries(Object.entries(all).filter(([key]) => key in page.settings.shape)));

function unset(pages: readonly SettingsPage[]): Record<string, unknown> {
  return Object.fromEntries(pages.flatMap((page) => Object.entries(page.settings.parse({}))));
}

it('mappings of Autotask go to a ConnectWise with the same labels and come back as they were', async () => {
  const [autotask, connectWise] = [unset(AUTOTASK.pages), unset(CONNECTWISE.pages)];
  await fc.assert(
    fc.asyncProperty(autotaskSettings, async (settings) => {
      const handed = await describeMappings({ ...AUTOTASK, settingsOf: settingsIn(settings), lists: listsWith(100) });
      const taken = await planTakeOver(handed, { ...CONNECTWISE, settings: connectWise, lists: listsWith(500) });
      const there = settingsAfter(connectWise, taken);
      const handedBack = await describeMappings({ ...CONNECTWISE, settingsOf: settingsIn(there), lists: listsWith(500) });
      const returned = await planTakeOver(handedBack, { ...AUTOTASK, settings: autotask, lists: listsWith(100) });

      expect(taken.every(({ item }) => item.outcome === 'carried')).toBe(true);
      expect(settingsAfter(autotask, returned)).toEqual({ ...autotask, ...settings });
    }),
    { numRuns: 50 },
  );
});
