import type { FieldValue, RecordType, TenantRecords } from '@psa-bridge/records';
import type { z } from 'zod';
import type { PortablePlaces } from './portable-setting.ts';

/** What a setting points at: a choice of the PSA's, a choice added here, or a record of ours. */
export type SettingTarget =
  /** A field value of this kind that came from the integration's PSA. */
  | { psa: string; key: string }
  /** A field value of this kind that was added here (SY-24). */
  | { local: string; key: string }
  | { record: RecordType; id: string };

/** Records that would fail where a reference is stale: all of a type that have these values in their data. */
export interface AffectedRecords {
  type: RecordType;
  filters?: Readonly<Record<string, string>>;
  /** Values that spare a record, such as the categories that have a mapping of their own. */
  excluded?: Readonly<Record<string, readonly string[]>>;
  /** A data point that the record has a value of. */
  carries?: string;
}

/** One place within a page's settings that points at something. */
export interface SettingReference {
  /** Path within the page's settings, such as `['categoryBillingCodes', categoryId]`. */
  path: readonly string[];
  /** What people call the setting, such as "Billing code". Default: the words of its key. */
  title?: string;
  /** Whose setting it is, where there are several of that title: the category in "Billing code of category Servers". */
  of?: SettingTarget;
  target: SettingTarget;
  /** Why a choice that exists will not do here, such as a billing code of the wrong use type; undefined when it will. */
  unfit?(choice: FieldValue): string | undefined;
  /** Who would fail while it is stale. */
  affects?: readonly AffectedRecords[];
}

/** What a page's rules may ask. */
export interface PageContext {
  records: Pick<TenantRecords, 'get' | 'getMany' | 'search'>;
  /** The PSA's choices of a kind, inactive ones included. */
  choices(kind: string): Promise<readonly FieldValue[]>;
}

/** A setting that cannot stay as it is. */
export interface SettingProblem {
  path: readonly string[];
  message: string;
}

/** Where a list of choices shown with a page comes from. */
export type ChoiceSource = { psa: string } | { local: string } | { record: 'category' };

/**
 * One configuration page of an integration. Its settings are checked in three steps: the schema, what they point at, and the
 * page's own rules.
 */
export interface SettingsPage<Shape extends z.ZodRawShape = z.ZodRawShape> {
  /** In kebab case: the last part of its path. */
  name: string;
  title: string;
  /** The settings that belong to it: some keys of the definition's `settings`. */
  settings: z.ZodObject<Shape>;
  /** Lists to choose from, by the name that they are shown under. */
  choices?: Readonly<Record<string, ChoiceSource>>;
  references?(settings: z.output<z.ZodObject<Shape>>): readonly SettingReference[];
  /** Where the settings are that another PSA's integration can take over. */
  portable?: PortablePlaces<keyof Shape & string>;
  /** Codes of failures that come from what is set here: once the page is saved, pushes that failed so are tried again by themselves. */
  mends?: readonly string[];
  /** Rules that neither the schema nor the references say. */
  problems?(
    settings: z.output<z.ZodObject<Shape>>,
    context: PageContext,
  ): readonly SettingProblem[] | Promise<readonly SettingProblem[]>;
}

/** Declares a page, its rules typed by its own schema. */
export function defineSettingsPage<Shape extends z.ZodRawShape>(page: SettingsPage<Shape>): SettingsPage {
  // The kit hands a page only settings that its own schema made.
  return page;
}
