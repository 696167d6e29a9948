import { conflict, invalidInput, type AppError } from '@psa-bridge/core';
import type { RecordStore } from '@psa-bridge/records';
import type { SettingsPage } from '../definition/settings-page.ts';
import type { IntegrationStore } from '../integrations/integration-store.ts';
import type { Integration } from '../integrations/integration.ts';
import type { AnyDefinition, Sessions } from '../sessions.ts';
import type { WorkTable } from '../work/table.ts';
import { checkPage, unlessAmong, type CheckDeps, type FieldProblem } from './check-page.ts';
import { liveChoices, storedChoices, type ReadChoices } from './choices.ts';
import { readChoiceLists, type ChoiceLists } from './choice-lists.ts';
import { retryMended } from './retry-mended.ts';

type Settings = Readonly<Record<string, unknown>>;

export interface PageView {
  page: string;
  title: string;
  settings: Settings;
  choices: ChoiceLists;
  /** What does not hold any more, by the values of the last sync. */
  problems: readonly FieldProblem[];
  revision: number;
}

/** The configuration pages of an integration: shown, saved as a whole, and checked without saving. */
export interface SettingsPages {
  view(integration: Integration, page: SettingsPage): Promise<PageView>;
  /**
   * Replaces the page's settings. What was stale before may stay, so that one dead entry does not keep others from being saved.
   * @throws AppError `invalid_settings` naming each field; `settings_conflict` when somebody saved meanwhile.
   */
  save(integration: Integration, page: SettingsPage, given: { settings: Settings; ifRevision: number }): Promise<PageView>;
  /** What saving would say, by the PSA's values of this moment. Writes nothing. */
  check(
    integration: Integration,
    page: SettingsPage,
    given: { settings: Settings; signal: AbortSignal },
  ): Promise<readonly FieldProblem[]>;
}

export interface SettingsPagesOptions {
  definition: AnyDefinition;
  integrations: IntegrationStore;
  sessions: Sessions;
  records: RecordStore;
  table: Pick<WorkTable, 'failed' | 'upsertMany'>;
}

export function createSettingsPages({ definition, integrations, sessions, records, table }: SettingsPagesOptions): SettingsPages {
  const depsOf = (integration: Integration, psa?: ReadChoices): CheckDeps => {
    const own = records.forTenant(integration.tenantId);
    return {
      records: own,
      psaName: definition.displayName,
      psa: psa ?? storedChoices(own, integration._id),
      local: storedChoices(own, undefined),
    };
  };

  async function view(integration: Integration, page: SettingsPage): Promise<PageView> {
    const deps = depsOf(integration);
    const settings = settingsOf(integration, page);
    const { problems } = await checkPage(page, settings, deps);
    const choices = await readChoiceLists(page.choices ?? {}, deps);
    return { page: page.name, title: page.title, settings, choices, problems, revision: integration.settingsRevision };
  }

  return {
    view,
    async save(integration, page, { settings: given, ifRevision }) {
      const deps = depsOf(integration);
      const { settings, problems } = await checkPage(page, given, deps);
      const before = await checkPage(page, settingsOf(integration, page), deps);
      const isNew = unlessAmong(before.problems);
      const fresh = problems.filter((problem) => !problem.isStale || isNew(problem));
      if (fresh.length > 0) throw invalidSettings(fresh);
      const saved = await integrations.change(integration.tenantId, integration._id, (current) => {
        if (current.settingsRevision !== ifRevision) throw settingsConflict(current.settingsRevision);
        return { ...current, settings: withPage(current.settings, page, settings), settingsRevision: ifRevision + 1 };
      });
      await retryMended(saved, page, table);
      return view(saved, page);
    },
    async check(integration, page, { settings, signal }) {
      const { context } = sessions.open({ integration, lane: 'interactive', signal });
      const { problems } = await checkPage(page, settings, depsOf(integration, liveChoices(definition, context)));
      return problems;
    },
  };
}

/** The page's own settings, with their defaults. */
export function settingsOf(integration: Pick<Integration, 'settings'>, page: SettingsPage): Settings {
  return page.settings.parse(ownSettings(integration.settings, page));
}

/** The page's own settings as they are stored. */
export function ownSettings(all: Settings, page: SettingsPage): Settings {
  const own = Object.keys(page.settings.shape).flatMap((key) => (all[key] === undefined ? [] : [[key, all[key]] as const]));
  return Object.fromEntries(own);
}

function withPage(all: Settings, page: SettingsPage, settings: Settings): Settings {
  const others = Object.entries(all).filter(([key]) => !(key in page.settings.shape));
  return { ...Object.fromEntries(others), ...settings };
}

/** Names each field and what is wrong with it. */
export function invalidSettings(problems: readonly FieldProblem[]): AppError {
  return invalidInput('invalid_settings', problems.map(({ field, message }) => `${field}: ${message}`).join('; '), {
    details: { problems: problems.map(({ field, message }) => ({ field: `body.${field}`, message })) },
    expected: true,
  });
}

export function settingsConflict(revision: number): AppError {
  return conflict('settings_conflict', 'Somebody changed the settings meanwhile. Read the page again and repeat your change.', {
    details: { revision },
    expected: true,
  });
}
