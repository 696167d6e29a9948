import { conflict } from '@psa-bridge/core';
import type { IntegrationDirectory } from '../ports.ts';
import type { RecordSaves } from './save-record.ts';

/**
 * New contacts are made for a PSA: while none is configured nobody makes any (ID-52). One that is being connected, paused or refuses its
 * credentials is configured. The rule fixes no words.
 *
 * @throws AppError `no_psa_configured` (409), and what creating a record throws
 */
export function makeCreateContact(deps: { directory: IntegrationDirectory; saves: RecordSaves }): RecordSaves['create'] {
  return async (caller, resource, data) => {
    const configured = await deps.directory.list(caller.tenantId);
    if (configured.length === 0) throw noPsa();
    return deps.saves.create(caller, resource, data);
  };
}

function noPsa() {
  const message = 'New contacts cannot be made while no PSA is configured. Connect one under Integrations first.';
  return conflict('no_psa_configured', message, { expected: true });
}
