import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import { requireEntity } from '../metadata/registry.ts';
import type { Simulation } from '../simulation.ts';

const ACTIONS = ['query', 'create', 'update', 'delete'] as const;
const entity = z.string();

/** What the API user signs in with, and what it may do and see (autotask.md 1.3, 1.5). */
export function accessOperations({ tenant, authentication }: Simulation) {
  return {
    setCredentials: operation(
      'Changes what the API user signs in with, and unlocks the account.',
      z.strictObject({ userName: z.string().optional(), secret: z.string().optional(), integrationCode: z.string().optional() }),
      ({ userName, secret, integrationCode }) => {
        const { credentials } = tenant;
        tenant.credentials = {
          userName: userName ?? credentials.userName,
          secret: secret ?? credentials.secret,
          integrationCode: integrationCode ?? credentials.integrationCode,
        };
        authentication.unlock();
      },
    ),
    setSecurity: operation(
      "Changes the API user's security level; what is left out stays.",
      z.strictObject({
        isActive: z.boolean().optional(),
        denied: z.array(z.strictObject({ entity, actions: z.array(z.enum(ACTIONS)).default([...ACTIONS]) })).optional(),
        hiddenFields: z.array(z.string()).optional().describe('as Entities.field'),
        canCreateWebhooks: z.boolean().optional(),
        maxWebhooks: z.int().min(0).optional(),
      }),
      (input) => {
        const { security } = tenant;
        tenant.security = {
          isActive: input.isActive ?? security.isActive,
          denied: input.denied?.map((rule) => ({ ...rule, entity: requireEntity(rule.entity).name })) ?? security.denied,
          hiddenRows: security.hiddenRows,
          hiddenFields: input.hiddenFields ?? security.hiddenFields,
          canCreateWebhooks: input.canCreateWebhooks ?? security.canCreateWebhooks,
          maxWebhooks: input.maxWebhooks ?? security.maxWebhooks,
        };
      },
    ),
    hide: operation(
      'Hides rows from the API user: fewer rows, never an error.',
      z.strictObject({ entity, ids: z.union([z.literal('all'), z.array(z.int())]) }),
      (input) => {
        tenant.security.hiddenRows.set(requireEntity(input.entity).name, input.ids === 'all' ? 'all' : new Set(input.ids));
      },
    ),
    reveal: operation(
      'Shows all rows of the entity again; of every entity when none is named.',
      z.strictObject({ entity: entity.optional() }),
      (input) => {
        if (input.entity === undefined) tenant.security.hiddenRows.clear();
        else tenant.security.hiddenRows.delete(requireEntity(input.entity).name);
      },
    ),
  };
}
