import type { FieldTable } from '@psa-bridge/connector-kit';

/** What ConnectWise would refuse of what is sold, entity by entity as its errors call them (connectwise.md section 11). */
export const SALES_FIELDS: FieldTable = {
  psa: 'ConnectWise',
  entities: {
    opportunity: {
      required: ['company', 'contact', 'primarySalesRep'],
      lengths: { name: 100 },
      choices: {
        ...{ stage: 'pipeline_stage', status: 'opportunity_status', type: 'opportunity_category' },
        ...{ campaign: 'lead_source', billingTerms: 'payment_term', paymentType: 'payment_type' },
      },
    },
    productItem: { required: ['catalogItem'], lengths: { description: 2000, customerDescription: 6000 } },
    ticket: {
      lengths: { summary: 100 },
      choices: { board: 'service_board', status: 'ticket_status', type: 'ticket_type', priority: 'ticket_priority' },
    },
  },
};
