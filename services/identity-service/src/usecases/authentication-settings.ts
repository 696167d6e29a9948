import { checkRevision, contentRevision, type Caller } from '@psa-bridge/core';
import { identityAction } from '../domain/audit/identity-action.ts';
import { decidedBy, isSwitchedOn, type AuthenticationSettings, type SignInMethod } from '../domain/tenant.ts';
import type { Deps } from '../ports.ts';
import { settingsOf } from './check-conditions.ts';
import { fieldProblem } from './field-problem.ts';

/** What a tenant decided, with the ways to sign in that this installation offers. */
export interface AuthenticationView {
  settings: AuthenticationSettings;
  /** The length that holds (ID-28). */
  sessionMinutes: number;
  methods: readonly (SignInMethod & { isOn: boolean })[];
  /** Of what was decided. */
  revision: number;
}

type SettingsDeps = Pick<Deps, 'tenants' | 'companies' | 'methods' | 'sessionMinutes' | 'logger' | 'clock'>;

/** What a tenant's admins decide about signing in (ID-24, ID-26, ID-28, ID-30). */
export function makeAuthenticationSettings(deps: SettingsDeps) {
  const view = (settings: AuthenticationSettings): AuthenticationView => ({
    settings,
    sessionMinutes: settings.sessionMinutes ?? deps.sessionMinutes,
    methods: deps.methods.map((method) => ({ ...method, isOn: isSwitchedOn(settings, method) })),
    revision: contentRevision(settings),
  });

  return {
    get: async ({ tenantId }: Caller): Promise<AuthenticationView> => view(await settingsOf(deps, tenantId)),

    /** @throws AppError `invalid_request` (400) naming a provider that is not offered, or when no way in would be left; `revision_conflict` (412) */
    async set({ tenantId, subject }: Caller, settings: AuthenticationSettings, ifRevision?: number): Promise<AuthenticationView> {
      refuseUnknown(settings, deps.methods);
      refuseLockOut(settings, deps.methods);
      const { ownCompanyId } = settings;
      if (ownCompanyId !== undefined && !(await deps.companies.has(tenantId, ownCompanyId)))
        throw fieldProblem('body.ownCompanyId', 'is no company that is here; choose among the companies');
      const told = { kind: 'tenant.authentication_saved', tenantId, id: tenantId, at: deps.clock.now() };
      await deps.tenants.forTenant(tenantId).mutate(tenantId, (tenant) => {
        if (!tenant) return undefined;
        checkRevision(contentRevision(decidedBy(tenant)), ifRevision);
        const before = toldOf(tenant.authentication ?? {});
        return { ...tenant, authentication: settings, outbox: [identityAction({ ...told, before, after: toldOf(settings) })] };
      });
      deps.logger.info({ tenantId, userId: subject }, 'authentication_settings_changed');
      return view(settings);
    },
  };
}

/** Each way to sign in by a name that does not look like a secret's, as `password` would. */
function toldOf({ providers = {}, ...settings }: Partial<AuthenticationSettings>): Readonly<Record<string, unknown>> {
  const switches = Object.entries(providers).map(([name, isOn]) => [`${name}IsOn`, isOn] as const);
  return { ...settings, ...Object.fromEntries(switches) };
}

function refuseUnknown({ providers }: AuthenticationSettings, methods: readonly SignInMethod[]): void {
  const names = methods.map(({ name }) => name);
  const unknown = Object.keys(providers).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw fieldProblem(`body.providers.${unknown}`, `is not offered here; choose among ${names.join(', ')}`);
}

function refuseLockOut(settings: AuthenticationSettings, methods: readonly SignInMethod[]): void {
  if (methods.some((method) => isSwitchedOn(settings, method))) return;
  throw fieldProblem('body.providers', 'would leave no way to sign in; leave at least one switched on');
}
