import { conflict, invalidInput } from '@psa-bridge/core';
import type { Owners, PublicApiSettings } from '../../ports.ts';

export interface OwnerChoice {
  ownerId?: string | null | undefined;
  ownerExtId?: string | null | undefined;
}

/** Who asks: the access token as it came. */
export interface Asker {
  tenantId: string;
  authorization: string | undefined;
}

type Chosen = Record<string, unknown>;
export type ChooseOwner = (asker: Asker, fields: OwnerChoice & Chosen) => Promise<Chosen>;

/**
 * Puts the user whom `ownerId` or `ownerExtId` means in the place of the choice, with the ids that PSAs know the user by; null takes
 * the owner away. Only a user of the primary company owns an opportunity (PA-32).
 *
 * @throws AppError `unknown_reference`, `primary_company_unknown`, `invalid_request` (400), `external_identifier_ambiguous` (409)
 */
export function makeChooseOwner({ owners, settings }: { owners: Owners; settings: Pick<PublicApiSettings, 'get'> }): ChooseOwner {
  async function found(field: keyof OwnerChoice, value: string, { tenantId, authorization }: Asker) {
    const { primaryCompanyId } = await settings.get(tenantId);
    if (primaryCompanyId === undefined) {
      const cure = 'nobody can be the owner, because an admin has to set primaryCompanyId at /v1/public-api-settings first';
      throw refused('primary_company_unknown', field, cure);
    }
    const all = await owners.find(field === 'ownerId' ? { id: value } : { externalId: value }, authorization);
    const [owner, ...others] = all.filter(({ companyId }) => companyId === primaryCompanyId);
    if (others.length > 0) throw ambiguous();
    if (!owner) throw refused('unknown_reference', field, NOT_THERE[field]);
    return owner;
  }

  return async (asker, { ownerId, ownerExtId, ...rest }) => {
    if (ownerId != null && ownerExtId != null) throw refused('invalid_request', 'ownerExtId', 'leave it out beside ownerId');
    if (ownerId == null && ownerExtId == null) {
      const isCleared = ownerId === null || ownerExtId === null;
      return isCleared ? { ...rest, ownerId: null, ownerExternalIds: null } : rest;
    }
    const owner = await (ownerId == null ? found('ownerExtId', ownerExtId ?? '', asker) : found('ownerId', ownerId, asker));
    return { ...rest, ownerId: owner.id, ownerExternalIds: owner.externalIds };
  };
}

const NOT_THERE = {
  ownerId: 'there is no user of the primary company with this id',
  ownerExtId: 'there is no user of the primary company with this external id',
} as const;

function refused(code: string, field: string, message: string) {
  const problems = [{ field: `body.${field}`, message }];
  return invalidInput(code, `body.${field}: ${message}`, { details: { problems }, expected: true });
}

function ambiguous() {
  const message = 'Two systems use this identifier for different users; name the owner by ownerId.';
  return conflict('external_identifier_ambiguous', message, { expected: true });
}
