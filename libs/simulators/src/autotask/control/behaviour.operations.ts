import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import { faultSchema } from '../../http/fault-table.ts';
import { requireEntity } from '../metadata/registry.ts';
import type { Simulation } from '../simulation.ts';
import { switchesSchema, type Switches } from '../switches.ts';

const entity = z.string();
const ACTIONS = ['query', 'create', 'update', 'delete'] as const;
/** Switches without their defaults: only what is given changes. */
const switchesPatch = z.strictObject(
  Object.fromEntries(Object.entries(switchesSchema.shape).map(([name, schema]) => [name, schema.unwrap().optional()])) as {
    [Name in keyof typeof switchesSchema.shape]: z.ZodOptional<ReturnType<(typeof switchesSchema.shape)[Name]['unwrap']>>;
  },
);

/** How the vendor behaves towards the API user. */
export function behaviourOperations({ tenant, faults, authentication, usage, latency, lateCommits, moveZone }: Simulation) {
  return {
    addFault: operation('Arms a fault; answers its id.', faultSchema, (input) => faults.add(input)),
    removeFault: operation('Disarms one fault.', z.strictObject({ id: z.int() }), ({ id }) => faults.remove(id)),
    clearFaults: operation('Disarms all faults and forgets late commits.', z.strictObject({}), () => {
      faults.clear();
      lateCommits.clear();
    }),
    listFaults: operation('The armed faults, with how often they matched and struck.', z.strictObject({}), () => faults.list()),
    setSwitches: operation('Changes switches; answers all of them.', switchesPatch, (input): Switches => {
      const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
      tenant.switches = { ...tenant.switches, ...given };
      return tenant.switches;
    }),
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
    setUsage: operation(
      "Others' calls: `external` as a level that stays, `burst` as calls made now that leave with the window.",
      z.strictObject({ external: z.int().min(0).optional(), burst: z.int().min(0).optional() }),
      ({ external, burst }) => {
        if (external !== undefined) usage.setExternal(external);
        if (burst) usage.count(burst);
      },
    ),
    setLatency: operation(
      'How long calls take.',
      z.strictObject({ callMs: z.number().min(0).optional(), fullPageMs: z.number().min(0).optional() }),
      ({ callMs, fullPageMs }) => {
        latency.callMs = callMs ?? latency.callMs;
        latency.fullPageMs = fullPageMs ?? latency.fullPageMs;
      },
    ),
    moveZone: operation('Moves the tenant to another zone; answers its URL.', z.strictObject({}), () => moveZone()),
  };
}
