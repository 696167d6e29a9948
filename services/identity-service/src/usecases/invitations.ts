import { checkRevision, conflict, newId, notFound, type Caller } from '@psa-bridge/core';
import { findPage, type PageRequest } from '@psa-bridge/persistence';
import { credentialId } from '../domain/credential.ts';
import {
  accessOf,
  changedInvitation,
  invitationId,
  invitationRevision,
  isOpen,
  renewed,
  type AccessState,
  type Invitation,
} from '../domain/invitation.ts';
import { TOKEN_LIFETIME_MS } from '../domain/mail-token.ts';
import { normalisedEmail, type User } from '../domain/user.ts';
import type { CompanyContact, Deps } from '../ports.ts';
import { emailTaken } from './create-user.ts';
import { fieldProblem } from './field-problem.ts';
import { makeFindContact, nameOf, type FindContactDeps } from './find-contact.ts';
import { refuseUnknownRoles } from './manage-users.ts';
import type { Target } from './target.ts';
import { makeQueueMail, type QueueMailDeps } from './queue-mail.ts';

export interface InvitationInput {
  contactId: string;
  /** Instead of the contact's own (ID-33). */
  email?: string | undefined;
  roleIds: readonly string[];
}

/** An invitation and where the person stands. */
export interface Invited {
  invitation: Invitation;
  state: AccessState;
}

type InvitationDeps = QueueMailDeps &
  FindContactDeps &
  Pick<Deps, 'invitations' | 'users' | 'roles' | 'credentials' | 'mailTokens' | 'logger'>;

/** Invitations of a tenant, in its admins' hands (ID-31). */
export function makeInvitations(deps: InvitationDeps) {
  const queueMail = makeQueueMail(deps);
  const findContact = makeFindContact(deps);

  /** Earlier links are worthless from here on. */
  async function send(draft: Omit<Invitation, 'version'>): Promise<Invitation> {
    const { tenantId, _id, email } = draft;
    const deed = { verb: 'sent', at: draft.sentAt } as const;
    const sent = await deps.invitations
      .forTenant(tenantId)
      .mutate(_id, (current) => changedInvitation(renewed(draft, current), deed));
    const invitation = sent ?? { ...draft, version: 1 };
    await deps.mailTokens.forTenant(tenantId).deleteMany({ userId: invitation.userId, purpose: 'invitation' });
    await queueMail('invitation', email, { tenantId, id: _id });
    return invitation;
  }

  async function contactOf(tenantId: string, id: string): Promise<CompanyContact> {
    const contact = await deps.companies.contact(tenantId, id);
    if (!contact) throw fieldProblem('body.contactId', 'is no contact that is here; choose among the contacts');
    return contact;
  }

  async function refuseTaken(email: string): Promise<void> {
    const reason = 'An address signs in to one tenant.';
    if (await deps.credentials.acrossTenants(reason).get(credentialId(email))) throw emailTaken();
  }

  async function userOf({ tenantId, userId }: Invitation): Promise<User | undefined> {
    return deps.users.forTenant(tenantId).get(userId);
  }

  async function found({ tenantId }: Caller, id: string): Promise<Invitation> {
    const invitation = await deps.invitations.forTenant(tenantId).get(id);
    if (!invitation) throw notFound('invitation_unknown', 'There is no such invitation.', { expected: true });
    return invitation;
  }

  const shown = async (invitation: Invitation): Promise<Invited> => ({
    invitation,
    state: accessOf(invitation, await userOf(invitation), deps.clock.now()),
  });
  const lasting = (sentAt: Date) => ({ sentAt, expiresAt: new Date(sentAt.getTime() + TOKEN_LIFETIME_MS.invitation) });

  return {
    /** @throws AppError `invalid_request` (400) naming what is not here; `email_taken` (409) */
    async invite({ tenantId, subject }: Caller, { contactId, roleIds, ...input }: InvitationInput): Promise<Invited> {
      const contact = await contactOf(tenantId, contactId);
      await refuseUnknownRoles(deps, tenantId, roleIds);
      const email = normalisedEmail(input.email ?? contact.email);
      await refuseTaken(email);
      const kind = await findContact.kindOf(tenantId, contact.companyId);
      const company = { companyId: contact.companyId, contactId, verified: true, how: 'invitation' as const };
      const invitation = await send({
        ...{ _id: invitationId(tenantId, email), tenantId, email, name: nameOf(contact), kind, contactId, company },
        ...{ roleIds, invitedBy: subject, userId: newId(), ...lasting(deps.clock.now()) },
      });
      deps.logger.info({ tenantId, by: subject, invitationId: invitation._id }, 'invitation_sent');
      return shown(invitation);
    },

    async list({ tenantId }: Caller, { contactId, ...request }: PageRequest & { contactId?: string | undefined }) {
      const filter = contactId === undefined ? {} : { contactId };
      const list = { of: [tenantId, 'invitations'], filter, order: [['sentAt', -1]] as const };
      const { items, ...page } = await findPage(deps.invitations.forTenant(tenantId), list, request);
      return { ...page, items: await Promise.all(items.map(shown)) };
    },

    get: async (caller: Caller, id: string): Promise<Invited> => shown(await found(caller, id)),

    /** The same once more, with a new link; one that was revoked or has expired holds again. @throws AppError `invitation_accepted` (409), `revision_conflict` (412) */
    async resend(caller: Caller, { id, ifRevision }: Target): Promise<Invited> {
      const current = await found(caller, id);
      checkRevision(invitationRevision(current), ifRevision);
      const { version: _version, revokedAt: _over, ...before } = current;
      if (before.acceptedAt) throw accepted();
      await refuseTaken(before.email);
      const invitation = await send({ ...before, ...lasting(deps.clock.now()) });
      deps.logger.info({ tenantId: caller.tenantId, by: caller.subject, invitationId: id }, 'invitation_sent');
      return shown(invitation);
    },

    /** Its links are worthless from here on. @throws AppError `invitation_accepted` (409), `revision_conflict` (412) */
    async revoke(caller: Caller, { id, ifRevision }: Target): Promise<Invited> {
      const now = deps.clock.now();
      const { tenantId, userId } = await found(caller, id);
      const changed = await deps.invitations.forTenant(tenantId).mutate(id, (current) => {
        if (current) checkRevision(invitationRevision(current), ifRevision);
        if (!current || !isOpen(current, now)) return undefined;
        return changedInvitation({ ...current, revokedAt: now }, { verb: 'revoked', at: now });
      });
      if (!changed || changed.acceptedAt) throw accepted();
      await deps.mailTokens.forTenant(tenantId).deleteMany({ userId, purpose: 'invitation' });
      deps.logger.info({ tenantId, by: caller.subject, invitationId: id }, 'invitation_revoked');
      return shown(changed);
    },
  };
}

function accepted() {
  const message = 'The invitation was accepted. Deactivate the user to keep the person out.';
  return conflict('invitation_accepted', message, { expected: true });
}
