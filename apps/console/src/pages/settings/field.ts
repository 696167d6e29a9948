/** Words of the platform's own, named in the catalogue. */
export type Vocabulary = 'quoteStatus' | 'term' | 'itemKind' | 'addressLine' | 'addressPart';

/** What may be chosen: a list that comes with the page, or words of the platform's own. */
export type Source = { list: string } | { words: Vocabulary };

/** How a setting is shown and changed. What it is called stands in the catalogue, under the setting's name. */
export type Field =
  | { as: 'switch' }
  /** `suggest`: a list of what is in use, from which a choice may and need not come. */
  | { as: 'text'; suggest?: string }
  | { as: 'number'; min: number; max: number }
  | { as: 'choice'; from: Source }
  /** Several, in an order that may matter. */
  | { as: 'choices'; from: Source }
  | { as: 'numbers' }
  /** The id of a product here, which is searched for. */
  | { as: 'product' }
  /** An entry by what it is for: a choice, or a name that somebody gives. */
  | { as: 'mapping'; by: Source | 'named'; to: Field }
  /** Several settings under one name. */
  | { as: 'group'; parts: Fields };

export type Fields = Readonly<Record<string, Field>>;
/** A field for every setting that the page accepts, so that a new one cannot be forgotten. */
export type FormOf<Settings> = { readonly [Name in keyof Settings]-?: Field };

export const choice = (list: string): Field => ({ as: 'choice', from: { list } });
export const choices = (list: string): Field => ({ as: 'choices', from: { list } });
export const word = (words: Vocabulary): Field => ({ as: 'choice', from: { words } });
export const mapping = (list: string, to: Field): Field => ({ as: 'mapping', by: { list }, to });
export const mappingOfWords = (words: Vocabulary, to: Field): Field => ({ as: 'mapping', by: { words }, to });
export const mappingOfNames = (to: Field): Field => ({ as: 'mapping', by: 'named', to });
export const group = (parts: Fields): Field => ({ as: 'group', parts });
export const onOff: Field = { as: 'switch' };
export const text: Field = { as: 'text' };
export const number = (min: number, max: number): Field => ({ as: 'number', min, max });
