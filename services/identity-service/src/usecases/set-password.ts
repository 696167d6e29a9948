import { conflict, invalidInput } from '@psa-bridge/core';
import { byUser, identityAction } from '../domain/audit/identity-action.ts';
import { REMEMBERED_PASSWORDS, rememberedHashes, withPassword } from '../domain/password-rules.ts';
import type { Credential } from '../domain/credential.ts';
import type { Deps } from '../ports.ts';

export interface SetPasswordOptions {
  /** Of the request, for the error. */
  field: string;
  /** Called once nothing is against the password. */
  beforeWriting: () => Promise<void>;
}

/**
 * Gives a credential another password.
 *
 * @throws AppError `password_reused` (400) for the present one and those remembered; `password_changed_meanwhile` (409).
 */
export function makeSetPassword({ credentials, hasher, clock }: Pick<Deps, 'credentials' | 'hasher' | 'clock'>) {
  return async (credential: Credential, password: string, { field, beforeWriting }: SetPasswordOptions): Promise<void> => {
    for (const hash of rememberedHashes(credential)) {
      if ((await hasher.verify(password, hash)).isRight) throw passwordReused(field);
    }
    const { tenantId, userId: id } = credential;
    const told = { kind: 'user.password_set', tenantId, id, at: clock.now(), actor: byUser(id) };
    const next = { ...withPassword(credential, await hasher.hash(password)), outbox: [identityAction(told)] };
    await beforeWriting();
    if (await credentials.forTenant(credential.tenantId).replace(credential, next)) return;
    throw conflict('password_changed_meanwhile', 'The password was changed by another request at the same moment.', {
      expected: true,
    });
  };
}

function passwordReused(field: string) {
  const message = `must differ from the last ${REMEMBERED_PASSWORDS} passwords: choose one that was not used here`;
  return invalidInput('password_reused', `${field}: ${message}`, { details: { problems: [{ field, message }] }, expected: true });
}
