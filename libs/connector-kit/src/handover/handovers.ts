import type { RecordStore } from '@psa-bridge/records';
import type { PortableSetting } from '../definition/portable-setting.ts';
import type { SettingsPage } from '../definition/settings-page.ts';
import type { Integration } from '../integrations/integration.ts';
import type { IntegrationStore } from '../integrations/integration-store.ts';
import type { AnyDefinition } from '../sessions.ts';
import { checkPage, unlessAmong, type CheckDeps } from '../settings/check-page.ts';
import { readChoiceLists } from '../settings/choice-lists.ts';
import { storedChoices } from '../settings/choices.ts';
import { retryMended } from '../settings/retry-mended.ts';
import { ownSettings, settingsConflict, settingsOf } from '../settings/settings-pages.ts';
import type { WorkTable } from '../work/table.ts';
import { describeMappings, type Handover, type ReadLists } from './handover.ts';
import { planTakeOver, settingsAfter, withoutRefused, type Step, type TakeOverItem } from './take-over.ts';

export interface TakeOver {
  /** The other PSA. */
  psaName: string;
  items: readonly TakeOverItem[];
  /** What only the other PSA has. */
  others: Handover['others'];
  /** Of the settings that it was compared with. */
  revision: number;
}

/** Mappings on their way from an integration of one PSA to that of another. */
export interface Handovers {
  describe(integration: Integration): Promise<Handover>;
  /** Writes nothing. */
  preview(integration: Integration, handover: Handover): Promise<TakeOver>;
  /**
   * Sets what the preview says is carried over, in one write; what is set stays as it is.
   * @throws AppError `settings_conflict` when somebody changed the settings since `ifRevision`
   */
  take(integration: Integration, handover: Handover, ifRevision: number): Promise<TakeOver>;
}

export interface HandoversOptions {
  definition: AnyDefinition;
  integrations: IntegrationStore;
  records: RecordStore;
  table: Pick<WorkTable, 'failed' | 'upsertMany'>;
}

export function createHandovers({ definition, integrations, records, table }: HandoversOptions): Handovers {
  const { displayName: psaName, pages = [] } = definition;

  async function plan(integration: Integration, handover: Handover): Promise<readonly Step[]> {
    const deps = depsOf(integration);
    const settings = Object.fromEntries(pages.flatMap((page) => Object.entries(settingsOf(integration, page))));
    let steps = await planTakeOver(handover, { psaName, pages, settings, lists: listsOf(deps) });
    for (const page of pages) steps = await acceptedBy(page, steps, { settings, deps });
    return steps;
  }

  function depsOf({ tenantId, _id: id }: Integration): CheckDeps {
    const own = records.forTenant(tenantId);
    return { records: own, psaName, psa: storedChoices(own, id), local: storedChoices(own, undefined) };
  }

  return {
    describe: (integration) =>
      describeMappings({
        psaName,
        pages,
        settingsOf: (page) => settingsOf(integration, page),
        lists: listsOf(depsOf(integration)),
      }),
    async preview(integration, handover) {
      return viewOf(await plan(integration, handover), handover, integration);
    },
    async take(integration, handover, ifRevision) {
      if (integration.settingsRevision !== ifRevision) throw settingsConflict(integration.settingsRevision);
      const steps = await plan(integration, handover);
      const changed = pages.filter((page) => isChanged(page, steps));
      if (changed.length === 0) return viewOf(steps, handover, integration);
      const saved = await integrations.change(integration.tenantId, integration._id, (current) => {
        if (current.settingsRevision !== ifRevision) throw settingsConflict(current.settingsRevision);
        return { ...current, settings: settingsAfter(current.settings, steps), settingsRevision: ifRevision + 1 };
      });
      for (const page of changed) await retryMended(saved, page, table);
      return viewOf(steps, handover, saved);
    },
  };
}

function listsOf(deps: CheckDeps): ReadLists {
  return ({ by, value }: PortableSetting) => readChoiceLists({ value, ...(by ? { by } : {}) }, deps);
}

/** What the page would have; each turn takes back at least one entry that it would not. */
async function acceptedBy(
  page: SettingsPage,
  planned: readonly Step[],
  { settings, deps }: { settings: Integration['settings']; deps: CheckDeps },
): Promise<readonly Step[]> {
  const before = await checkPage(page, ownSettings(settings, page), deps);
  const isNew = unlessAmong(before.problems);
  for (let steps = planned; ;) {
    if (!isChanged(page, steps)) return steps;
    const { problems } = await checkPage(page, ownSettings(settingsAfter(settings, steps), page), deps);
    const found = problems.filter(isNew);
    if (found.length === 0) return steps;
    steps = withoutRefused(steps, page, found);
  }
}

function isChanged(page: SettingsPage, steps: readonly Step[]): boolean {
  return steps.some((step) => step.page === page && step.item.outcome === 'carried');
}

function viewOf(steps: readonly Step[], { psaName, others }: Handover, { settingsRevision: revision }: Integration): TakeOver {
  return { psaName, items: steps.map(({ item }) => item), others, revision };
}
