import type { FieldTable } from '@psa-bridge/connector-kit';

/** What HaloPSA would refuse, entity by entity (halopsa.md section 6). It publishes no lengths. */
export const HALO_FIELDS: FieldTable = {
  psa: 'HaloPSA',
  entities: {
    item: {
      required: ['name', 'assetgroup_id'],
      choices: { assetgroup_id: 'product_group', assettype_id: 'product_category' },
    },
    opportunity: {
      required: ['summary', 'tickettype_id', 'client_id'],
      choices: {
        ...{ tickettype_id: 'opportunity_category', status_id: 'opportunity_status' },
        ...{ pipeline_stage_id: 'pipeline_stage', agent_id: 'resource' },
      },
    },
    quotation: { required: ['title', 'ticket_id'], choices: { status: 'quote_status' } },
  },
};
