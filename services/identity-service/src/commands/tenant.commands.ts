import { invalidInput } from '@psa-bridge/core';
import { requiredOption, type OperatorCommands } from '@psa-bridge/service-host';
import type { IdentityUseCases } from '../usecases/identity-use-cases.ts';

/** A tenant that leaves: everything out as JSON lines, then gone. */
export function tenantCommands({
  exportTenant,
  eraseTenant,
}: Pick<IdentityUseCases, 'exportTenant' | 'eraseTenant'>): OperatorCommands {
  return {
    'tenant export': {
      usage: '--tenant TENANT',
      async run({ tenant }, print) {
        for await (const line of exportTenant(requiredOption('tenant', tenant))) print(JSON.stringify(line));
      },
    },
    'tenant erase': {
      usage: '--tenant TENANT --confirm TENANT',
      async run({ tenant, confirm }, print) {
        const tenantId = requiredOption('tenant', tenant);
        if (confirm !== tenantId) throw unconfirmed();
        const told = await eraseTenant(tenantId, (done) => print(JSON.stringify(done)));
        print(JSON.stringify(told));
      },
    },
  };
}

function unconfirmed() {
  return invalidInput('unconfirmed', '--confirm: repeat the id of the tenant, because what is erased does not come back.');
}
