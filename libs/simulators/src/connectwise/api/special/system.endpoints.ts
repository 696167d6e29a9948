import { refuse } from '../../refusal.ts';
import { readListRequest } from '../../query/run-list.ts';
import { reply } from '../reply.ts';
import type { SpecialEndpoint } from './special-endpoint.ts';

/** connectwise.md 3, 4 and 6: what tells of the system itself. */
export const SYSTEM_ENDPOINTS: readonly SpecialEndpoint[] = [
  {
    method: 'GET',
    path: 'system/info',
    entity: 'System Info',
    right: 'inquire',
    handle: ({ tenant }) =>
      reply(200, {
        version: VERSION,
        isCloud: tenant.switches.isCloud,
        serverTimeZone: 'Eastern Standard Time',
        licenseBits: [],
        ...(tenant.switches.isCloud ? { cloudRegion: 'NA' } : {}),
        maxWorkFlowRecordsAllowed: 10_000,
      }),
  },
  {
    method: 'GET',
    path: 'system/audittrail',
    entity: 'Audit Trail',
    right: 'inquire',
    isSearch: true,
    handle: ({ tenant, call }) => {
      const request = readListRequest(tenant, call.query, false);
      const type = call.query.get('type')?.toLowerCase() ?? '';
      const id = Number(call.query.get('id'));
      const found = tenant.database.audit.filter((entry) => entry.type.toLowerCase() === type && entry.id === id).reverse();
      const from = (request.page - 1) * request.pageSize;
      const page = found.slice(from, from + request.pageSize);
      const shown = page.map(({ text, enteredDate, enteredBy }) => ({ text, enteredDate, enteredBy, auditType: 'Record' }));
      return { ...reply(200, shown), rows: shown.length };
    },
  },
  {
    method: 'POST',
    path: 'system/documents',
    entity: 'Document',
    right: 'add',
    handle: () => {
      throw refuse(415, 'ConnectWiseApi', 'The request must be multipart/form-data.');
    },
  },
];

export const VERSION = 'v2025.1';
