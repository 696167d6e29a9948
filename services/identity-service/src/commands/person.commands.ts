import { invalidInput } from '@psa-bridge/core';
import { requiredOption, type OperatorCommands } from '@psa-bridge/service-host';
import type { IdentityUseCases } from '../usecases/identity-use-cases.ts';

/** What is kept of one person: out as JSON lines, or gone. */
export function personCommands({
  exportPerson,
  erasePerson,
}: Pick<IdentityUseCases, 'exportPerson' | 'erasePerson'>): OperatorCommands {
  return {
    'person export': {
      usage: '--tenant TENANT --person USER',
      async run({ tenant, person }, print) {
        const whose = { tenantId: requiredOption('tenant', tenant), userId: requiredOption('person', person) };
        for await (const line of exportPerson(whose)) print(JSON.stringify(line));
      },
    },
    'person erase': {
      usage: '--tenant TENANT --person USER --confirm USER',
      async run({ tenant, person, confirm }, print) {
        const whose = { tenantId: requiredOption('tenant', tenant), userId: requiredOption('person', person) };
        if (confirm !== whose.userId) throw unconfirmed();
        print(JSON.stringify(await erasePerson(whose)));
      },
    },
  };
}

function unconfirmed() {
  return invalidInput('unconfirmed', '--confirm: repeat the id of the person, because what is erased does not come back.');
}
