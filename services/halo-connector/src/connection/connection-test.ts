import type { ConnectionCheck, ConnectionReport } from '@psa-bridge/connector-kit';
import { missingScopes, NEEDED_SCOPES } from '../client/scopes.ts';
import type { HaloSession } from '../session.ts';

/** Tests a connection (HP-01 to HP-03): the application by its token, then each scope as a check of its own. */
export async function testHaloConnection(session: HaloSession): Promise<ConnectionReport> {
  const { tenant } = await session.authority();
  const { scopes } = await session.token();
  const { host } = new URL(session.host);
  const name = tenant ?? host;
  return {
    fingerprint: `tenant:${name.toLowerCase()}@${host}`,
    displayName: name,
    checks: [{ name: 'credentials', ok: true, message: 'HaloPSA gave the application a token.' }, ...scopeChecks(scopes)],
  };
}

/** HP-02: each missing scope by name. */
function scopeChecks(granted: readonly string[]): readonly ConnectionCheck[] {
  const missing = missingScopes(NEEDED_SCOPES, granted);
  return NEEDED_SCOPES.map((scope): ConnectionCheck => {
    const [title = ''] = scope.names;
    const name = `scope_${title.replace(/\W+/g, '_')}`;
    if (!missing.includes(scope)) return { name, ok: true, message: `The application has the scope ${title}.` };
    return {
      ...{ name, ok: false, message: `The application lacks the scope ${title}.` },
      ...(scope.isOptional ? { isWarning: true } : {}),
      remedy: `In HaloPSA, in Configuration > Integrations > HaloPSA API > Applications, tick ${scope.names.join(' or ')} on the tab Permissions of the application, then test again.`,
    };
  });
}
