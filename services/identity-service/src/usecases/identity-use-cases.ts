import type { Deps } from '../ports.ts';
import { makeAcceptInvitation } from './accept-invitation.ts';
import { makeApiKeys, makeExchangeApiKey } from './api-keys.ts';
import { makeAppendEntry } from './audit/append-entry.ts';
import { makeExpireActions } from './audit/expire-actions.ts';
import { makeSearchAudit } from './audit/search-audit.ts';
import { makeVerifyAudit } from './audit/verify-audit.ts';
import { makeAskForMail } from './ask-for-mail.ts';
import { makeAuthenticationSettings } from './authentication-settings.ts';
import { makeBootstrapTenant } from './bootstrap-tenant.ts';
import { makeChangeEmail } from './change-email.ts';
import { makeCreateUser } from './create-user.ts';
import { makeErasePerson, makeExportPerson } from './person/erase-person.ts';
import { makeFindOwners } from './find-owners.ts';
import { makeGetMe } from './get-me.ts';
import { makeInvitations } from './invitations.ts';
import { makeListUsers } from './list-users.ts';
import { makeManageRoles } from './manage-roles.ts';
import { makeManageUsers } from './manage-users.ts';
import { makeEraseTenant, makeExportTenant } from './offboard-tenant.ts';
import { makeOwnSessions } from './own-sessions.ts';
import { makePasswords } from './passwords.ts';
import { makeRefreshSession } from './refresh-session.ts';
import { makePublishKeys, makeRotateSigningKey } from './rotate-signing-key.ts';
import { makeSendMails } from './send-mails.ts';
import { makeSignIn } from './sign-in.ts';
import { makeSignOut } from './sign-out.ts';
import { makeBeginSso } from './sso/begin-sso.ts';
import { makeFinishSso } from './sso/finish-sso.ts';
import { makeLinkPerson } from './people/link-person.ts';
import { makeListDuplicates } from './people/list-duplicates.ts';
import { makeManagePeople } from './people/manage-people.ts';
import { makeMergeUsers } from './people/merge-users.ts';
import { makeNoteIntegration } from './people/note-integration.ts';
import { makeRelink } from './relink.ts';
import { makeSweepExpired } from './sweep-expired.ts';
import { makeVerifyEmail } from './verify-email.ts';

export type IdentityUseCases = ReturnType<typeof makeIdentityUseCases>;

/** Everything this service can do, over one set of dependencies. */
export function makeIdentityUseCases(deps: Deps) {
  return {
    bootstrapTenant: makeBootstrapTenant(deps),
    signIn: makeSignIn(deps),
    beginSso: makeBeginSso(deps),
    finishSso: makeFinishSso(deps),
    refreshSession: makeRefreshSession(deps),
    signOut: makeSignOut(deps),
    sessions: makeOwnSessions(deps),
    passwords: makePasswords(deps),
    askForMail: makeAskForMail(deps),
    verifyEmail: makeVerifyEmail(deps),
    sendMails: makeSendMails(deps),
    authentication: makeAuthenticationSettings(deps),
    getMe: makeGetMe(deps),
    findOwners: makeFindOwners(deps),
    createUser: makeCreateUser(deps),
    listUsers: makeListUsers(deps),
    changeEmail: makeChangeEmail(deps),
    invitations: makeInvitations(deps),
    acceptInvitation: makeAcceptInvitation(deps),
    manageUsers: makeManageUsers(deps),
    roles: makeManageRoles(deps),
    linkPerson: makeLinkPerson(deps),
    people: makeManagePeople(deps),
    listDuplicates: makeListDuplicates(deps),
    merges: makeMergeUsers(deps),
    noteIntegration: makeNoteIntegration(deps),
    relink: makeRelink(deps),
    apiKeys: makeApiKeys(deps),
    exchangeApiKey: makeExchangeApiKey(deps),
    rotateSigningKey: makeRotateSigningKey(deps),
    publishKeys: makePublishKeys(deps),
    sweepExpired: makeSweepExpired(deps),
    appendEntry: makeAppendEntry(deps),
    expireActions: makeExpireActions(deps),
    searchAudit: makeSearchAudit(deps),
    verifyAudit: makeVerifyAudit(deps),
    exportPerson: makeExportPerson(deps),
    erasePerson: makeErasePerson(deps),
    exportTenant: makeExportTenant(deps),
    eraseTenant: makeEraseTenant(deps),
  };
}
