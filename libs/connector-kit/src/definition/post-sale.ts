import type { Quote } from '@psa-bridge/records';
import type { ChoiceSource, SettingReference } from './settings-page.ts';

/** What an approved quote can be made into. */
export type PostSaleType = 'ticket' | 'sales_order';

/** What somebody chose for the document, besides its lines. */
export interface PostSaleChoices {
  /** Key of a billing code for all its lines. */
  billingCode?: string | undefined;
}

/** What an approved quote offers to create in the PSA, for lines that somebody chooses (FP-01, FP-02). */
export interface PostSalePart<Settings> {
  /** What people press, such as `Create Ticket`. */
  action: string;
  /** The record that is created here and pushed. */
  type: PostSaleType;
  isSwitchedOn(settings: Settings): boolean;
  /** How many of them one quote may have, each for other lines (FP-03). */
  mostPerQuote(settings: Settings): number;
  /** What of such a quote the PSA cannot be given, and what people do instead, in sentences for them. */
  notes?(quote: Quote): readonly string[];
  /** Lists to choose from, by the name that they are shown under. */
  choices?: Readonly<Record<string, ChoiceSource>>;
  /** What the choices point at: one that no longer holds is refused before anything is made. */
  references?(chosen: PostSaleChoices): readonly SettingReference[];
}
