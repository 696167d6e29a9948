import type { KeptMail } from '@psa-bridge/mail';
import type { Collection, CollectionSpec, DocumentStore, Stored } from '@psa-bridge/persistence';
import type { ApiKey } from './domain/api-key.ts';
import type { AuditEntry, AuditHead, AuditPayload } from './domain/audit/entry.ts';
import type { Attempts } from './domain/attempts.ts';
import type { Credential } from './domain/credential.ts';
import type { Invitation } from './domain/invitation.ts';
import type { Keyring } from './domain/keyring.ts';
import type { MailJob } from './domain/mail-job.ts';
import type { MailToken } from './domain/mail-token.ts';
import type { PsaPerson } from './domain/psa-person.ts';
import type { PsaIntegration } from './domain/psa-integration.ts';
import type { Role } from './domain/role.ts';
import type { Session } from './domain/session.ts';
import type { SsoAttempt } from './domain/sso-attempt.ts';
import type { SsoIdentity } from './domain/sso-identity.ts';
import type { Tenant } from './domain/tenant.ts';
import type { UserMerge } from './domain/user-merge.ts';
import type { User } from './domain/user.ts';
import type { Bootstrap, Collections } from './ports.ts';

export const SERVICE_NAME = 'identity-service';

/** The collections this service alone writes. */
export function openCollections(store: DocumentStore): Collections {
  const open = <Doc extends Stored>(name: string, indexes: CollectionSpec<Doc>['indexes'] = []): Collection<Doc> =>
    store.collection<Doc>({ name, writer: SERVICE_NAME, indexes });

  return {
    tenants: open<Tenant>('tenants'),
    users: open<User>('users', [{ keys: { tenantId: 1, name: 1 } }]),
    roles: open<Role>('roles', [{ keys: { tenantId: 1, nameKey: 1 }, unique: true }]),
    credentials: open<Credential>('credentials', [{ keys: { tenantId: 1, userId: 1 } }]),
    sessions: open<Session>('sessions', [{ keys: { tenantId: 1, userId: 1 } }, { keys: { expiresAt: 1 } }]),
    attempts: open<Attempts>('sign_in_attempts', [{ keys: { lastAt: 1 } }]),
    ssoAttempts: open<SsoAttempt>('sso_attempts', [{ keys: { expiresAt: 1 } }]),
    ssoIdentities: open<SsoIdentity>('sso_identities', [{ keys: { tenantId: 1, userId: 1 } }]),
    mailTokens: open<MailToken>('mail_tokens', [{ keys: { tenantId: 1, userId: 1 } }, { keys: { expiresAt: 1 } }]),
    mailJobs: open<MailJob>('mail_jobs', [{ keys: { dueAt: 1 } }]),
    mailOutbox: open<KeptMail>('identity_mail_outbox', [{ keys: { tenantId: 1, at: -1 } }]),
    apiKeys: open<ApiKey>('api_keys', [{ keys: { tenantId: 1, createdAt: 1 } }]),
    invitations: open<Invitation>('invitations', [
      { keys: { tenantId: 1, sentAt: -1 } },
      { keys: { tenantId: 1, contactId: 1 } },
      { keys: { email: 1 } },
    ]),
    psaIntegrations: open<PsaIntegration>('identity_integrations'),
    people: open<PsaPerson>('psa_people', [
      { keys: { tenantId: 1, lastName: 1, firstName: 1 } },
      { keys: { tenantId: 1, 'link.userId': 1 } },
      { keys: { tenantId: 1, rivalIds: 1 } },
    ]),
    userMerges: open<UserMerge>('user_merges', [{ keys: { tenantId: 1, at: -1 } }, { keys: { state: 1 } }]),
    keyrings: open<Keyring>('keyrings'),
    auditEntries: open<AuditEntry>('audit_entries', [{ keys: { tenantId: 1, eventId: 1 }, unique: true }]),
    auditPayloads: open<AuditPayload>('audit_payloads', [
      { keys: { tenantId: 1, 'action.occurredAt': -1 } },
      { keys: { tenantId: 1, 'action.record.ids': 1 } },
      { keys: { tenantId: 1, 'action.actor.id': 1 } },
    ]),
    auditHeads: open<AuditHead>('audit_heads'),
    bootstraps: open<Bootstrap>('bootstraps'),
  };
}
