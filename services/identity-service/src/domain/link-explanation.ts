/** Which rule made a link, or why there is none. */
export const LINK_RULES = [
  'external-id',
  'email',
  'created',
  'admin',
  'merge',
  'invitation',
  'own-company',
  'parent-company',
  'only-contact',
  'first-contact',
  'none',
] as const;
export type LinkRule = (typeof LINK_RULES)[number];

/** Somebody who came near, and why it was not that one. */
export interface LostCandidate {
  /** Of a user, or of a contact. */
  id: string;
  name: string;
  because: string;
}

/** Why somebody is linked as they are: so that whoever looks at it need not ask. */
export interface LinkExplanation {
  rule: LinkRule;
  because: string;
  lost: readonly LostCandidate[];
  wouldChange: string;
  at: Date;
}
