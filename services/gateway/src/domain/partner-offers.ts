import { RESOURCES, type Resource } from './resources.ts';

/** What partners' systems may do with one record type (PA-06). */
export interface PartnerOffer {
  resource: Resource;
  /** POST. */
  isCreated: boolean;
  /** PUT, by our id and by the partner's identifier, which creates as well. */
  isChanged: boolean;
  /** DELETE makes it inactive: nothing is erased that a PSA may still have. */
  isDeleted: boolean;
}

const all = { isCreated: true, isChanged: true, isDeleted: true };
const OFFERED: Readonly<Partial<Record<Resource['type'], Omit<PartnerOffer, 'resource'>>>> = {
  company: all,
  contact: all,
  product: all,
  opportunity: { ...all, isDeleted: false },
  quote: { isCreated: true, isChanged: false, isDeleted: false },
  category: { isCreated: false, isChanged: false, isDeleted: false },
};

export const PARTNER_OFFERS: readonly PartnerOffer[] = RESOURCES.flatMap((resource) => {
  const offered = OFFERED[resource.type];
  return offered ? [{ resource, ...offered }] : [];
});
