import { attempt, type PushContext } from '@psa-bridge/connector-kit';
import { isAppError } from '@psa-bridge/core';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { followTerms, sentTerms, SERVICE_STEPS, type ServiceOfContract } from './contract-changes.ts';

type Context = PushContext<AutotaskSession, AutotaskSettings>;

/** What ended already, or is gone, charges nobody any more. */
const OVER = new Set(['contract_not_found', 'contract_ended', 'contract_service_gone']);

/**
 * Brings what was taken off the quote down to no units from today on: Autotask lets no service be removed from a contract
 * (autotask.md section 5.22), and one without units is not charged. Back on the quote, it gets its units again.
 *
 * @param wanted the services that the quote's lines sell now
 * @returns whether anything was sent
 */
export async function endGoneServices(contractId: number, wanted: ReadonlySet<number>, context: Context): Promise<boolean> {
  let hasChanged = false;
  for (const step of context.stepIds(SERVICE_STEPS).keys()) {
    const of = { contractId, serviceId: Number(step.slice(SERVICE_STEPS.length)) };
    const { terms } = sentTerms(of, context);
    if (wanted.has(of.serviceId) || terms === undefined || terms.units === 0) continue;
    const part = { id: step, name: await nameOf(of, context) };
    const isSent = await attempt([part], () => endService(of, terms.price, context), context);
    hasChanged ||= isSent === true;
  }
  return hasChanged;
}

async function endService(of: ServiceOfContract, price: number, context: Context): Promise<boolean> {
  try {
    return await followTerms(of, { units: 0, price }, context);
  } catch (error) {
    if (isAppError(error) && OVER.has(error.code)) return false;
    throw error;
  }
}

async function nameOf({ serviceId }: ServiceOfContract, context: Context): Promise<string> {
  const id = (await context.knownIds('service', [String(serviceId)])).get(String(serviceId));
  const service = id === undefined ? undefined : await context.records.get('service', id);
  return service?.data.name ?? `Service ${serviceId}`;
}
