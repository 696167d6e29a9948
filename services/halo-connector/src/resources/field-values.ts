import type { FieldValuesPart } from '@psa-bridge/connector-kit';
import { HaloSetupRow } from '../client/setup-types.ts';
import { setupRowToFieldValue } from '../mapping/setup-tables.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { readAgents } from './agents.ts';
import { salesChoices } from './sales-choices.ts';

type Part = FieldValuesPart<HaloSession, HaloSettings>;

const CUSTOMER_TYPES = { kind: 'company_type', label: 'Customer types', entity: 'Lookup' } as const;
const AGENTS = { kind: 'resource', label: 'Agents', entity: 'Agent' } as const;
/** The number of this lookup differs from tenant to tenant (halopsa.md section 6, Client), and some have none. */
const CUSTOMER_TYPE_NAME = /\b(customer|client) types?\b/i;

/** The drop-downs that a fields-only sync refreshes (SY-05): the product documents none for HaloPSA, and gains it here (SY-06). */
export const fieldValueParts: readonly Part[] = [
  {
    ...{ label: CUSTOMER_TYPES.label, kinds: [CUSTOMER_TYPES.kind], mayBeEmpty: true },
    async read({ session }) {
      const lookup = (await session.lookups()).find(({ name }) => CUSTOMER_TYPE_NAME.test(name ?? ''));
      if (!lookup) return [];
      const rows = await session.client.list('Lookup', { lookupid: lookup.id, includeinactive: true }, HaloSetupRow);
      return rows.flatMap((row) => setupRowToFieldValue(CUSTOMER_TYPES, row));
    },
  },
  ...salesChoices,
  {
    ...{ label: AGENTS.label, kinds: [AGENTS.kind] },
    async read({ session }) {
      const agents = await readAgents(session);
      return agents.flatMap((agent) => {
        const row = HaloSetupRow.parse({ id: agent.id, name: agent.name, inactive: agent.isdisabled === true });
        return setupRowToFieldValue(AGENTS, row);
      });
    },
  },
];
