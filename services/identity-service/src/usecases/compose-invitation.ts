import { newId } from '@psa-bridge/core';
import type { Mail } from '@psa-bridge/mail';
import { credentialId, PASSWORD } from '../domain/credential.ts';
import { UNKNOWN } from '../domain/audit/identity-action.ts';
import { changedInvitation, invitationId, isOpen, renewed, type Invitation } from '../domain/invitation.ts';
import { invitationMail } from '../domain/letters.ts';
import type { MailJob } from '../domain/mail-job.ts';
import { TOKEN_LIFETIME_MS } from '../domain/mail-token.ts';
import type { Deps } from '../ports.ts';
import { makeFindContact, type FindContactDeps } from './find-contact.ts';
import { makeNewMailToken, type NewMailTokenDeps } from './new-mail-token.ts';
import { makeRegistrations, type RegistrationDeps } from './registrations.ts';

export type ComposeInvitationDeps = NewMailTokenDeps &
  FindContactDeps &
  RegistrationDeps &
  Pick<Deps, 'invitations' | 'credentials' | 'tenants'>;

/** The mail to somebody who is invited, or who asked to be let in and may be (ID-30 to ID-32); undefined where it is not to go out. */
export function makeComposeInvitation(deps: ComposeInvitationDeps) {
  const newLink = makeNewMailToken(deps);
  const registrationOf = makeRegistrations(deps);
  const findContact = makeFindContact(deps);

  return async (job: MailJob): Promise<{ tenantId: string; mail: Mail } | undefined> => {
    const invitation = job.purpose === 'registration' ? await askedFor(job.email) : await sent(job);
    if (!invitation || !isOpen(invitation, deps.clock.now())) return undefined;
    const { tenantId, userId, email, name, expiresAt, invitedBy } = invitation;
    const tenant = await deps.tenants.forTenant(tenantId).get(tenantId);
    const url = await newLink('invitation', { tenantId, userId, email, expiresAt, passwordNumber: 0 });
    const addressee = { id: job._id, email, name, tenantName: tenant?.name ?? '' };
    return { tenantId, mail: invitationMail(addressee, url, { isAskedFor: invitedBy === undefined }) };
  };

  async function sent({ about }: MailJob): Promise<Invitation | undefined> {
    return about && deps.invitations.forTenant(about.tenantId).get(about.id);
  }

  /** Nobody learns from the answer to the one who asked whether this comes to anything. */
  async function askedFor(email: string): Promise<Invitation | undefined> {
    const reason = 'Somebody new is known by the address alone.';
    if (await deps.credentials.acrossTenants(reason).get(credentialId(email))) return undefined;
    const now = deps.clock.now();
    const invited = (await deps.invitations.acrossTenants(reason).find({ email })).find((found) => isOpen(found, now));
    if (invited) return invited;
    const registration = await registrationOf(email, PASSWORD);
    return 'tenant' in registration ? registered(email, registration.tenant._id) : undefined;
  }

  async function registered(email: string, tenantId: string): Promise<Invitation | undefined> {
    const found = await findContact.byAddress(tenantId, email);
    const sentAt = deps.clock.now();
    const { contactId } = found?.company ?? {};
    const draft = {
      ...{ _id: invitationId(tenantId, email), tenantId, email, name: found?.name ?? email, kind: found?.kind ?? 'customer' },
      ...{ roleIds: [], userId: newId(), sentAt, expiresAt: new Date(sentAt.getTime() + TOKEN_LIFETIME_MS.invitation) },
      ...(found && { company: found.company }),
      ...(contactId !== undefined && { contactId }),
    };
    const deed = { verb: 'sent', at: sentAt, actor: UNKNOWN } as const;
    return deps.invitations.forTenant(tenantId).mutate(draft._id, (current) => changedInvitation(renewed(draft, current), deed));
  }
}
