import type { Claim, PushContext } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import { where } from '../client/query.ts';
import { AutotaskContract, AutotaskContractService, AutotaskContractServiceUnits } from '../client/types.ts';
import { changeRow, presentUnits, type ServiceTerms } from '../mapping/agreement.mapping.ts';
import { dayTime } from '../mapping/day-time.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';

type Context = PushContext<AutotaskSession, AutotaskSettings>;

export const CONTRACTS = 'Contracts';
const SERVICES = 'ContractServices';

export interface ServiceOfContract {
  contractId: number;
  serviceId: number;
}

export const SERVICE_STEPS = 'contract-service:';
/** Under which name the putting of a service onto the contract is kept. */
export const serviceStep = ({ serviceId }: Pick<ServiceOfContract, 'serviceId'>): string => `${SERVICE_STEPS}${serviceId}`;
const changeStep = ({ serviceId }: ServiceOfContract): string => `contract-change:${serviceId}:`;

/**
 * Brings a service that runs on a contract to what its lines say now: units by an adjustment from today on, for nothing else
 * changes them, and a price alone on the service itself (autotask.md section 5.22). Only what differs from what was sent last is
 * sent, so that seats which people added in Autotask stay; where they changed the same, what was changed here stands.
 *
 * Nothing marks an adjustment, and it cannot be read. So each aims at units that are to stand in the end: after an unclear answer
 * it was made where they do, and what still lacks is sent otherwise.
 *
 * @returns whether anything was sent
 * @throws AppError `contract_not_found`, `contract_ended`, `contract_service_gone`
 */
export async function followTerms(of: ServiceOfContract, wanted: ServiceTerms, context: Context): Promise<boolean> {
  for (let hasChanged = false; ; hasChanged = true) {
    const { made, terms: before } = sentTerms(of, context);
    if (before !== undefined && isSame(before, wanted)) return hasChanged;
    await context.once(`${changeStep(of)}${made + 1}`, {
      claim: () => ({ ...wanted, ...(before ? { before: { ...before } } : {}) }),
      async find(claim) {
        const standing = await readStanding(of, context);
        return isSame(aimOf(claim, standing), standing) ? String(standing.id) : undefined;
      },
      create: (claim) => send(of, claim, context),
    });
  }
}

/** What was sent last of a service that was put onto its contract, and how many changes that took. */
export function sentTerms(of: ServiceOfContract, context: Context): { made: number; terms: ServiceTerms | undefined } {
  const made = context.stepIds(changeStep(of)).size;
  return { made, terms: termsIn(context.stepClaim(made === 0 ? serviceStep(of) : `${changeStep(of)}${made}`)) };
}

/** Contracts end, and are removed. @throws AppError `contract_not_found` */
export async function readContract(contractId: number, { session }: Context): Promise<{ startDate: string; endDate?: string }> {
  const row = await session.client.get(CONTRACTS, contractId, AutotaskContract);
  if (!row?.startDate) throw rejected('contract_not_found', `Contract ${contractId} was not found in Autotask.`);
  return { startDate: row.startDate.slice(0, 10), ...(row.endDate ? { endDate: row.endDate.slice(0, 10) } : {}) };
}

interface Standing {
  id: number;
  units: number;
  price: number | undefined;
  /** From when on a change counts: today, or when the contract begins. */
  day: string;
}

async function send(of: ServiceOfContract, claim: Claim, context: Context): Promise<string> {
  const { client } = context.session;
  const standing = await readStanding(of, context);
  const aim = aimOf(claim, standing);
  const target = { parent: CONTRACTS, parentId: of.contractId };
  const price = aim.price === standing.price ? undefined : aim.price;
  if (aim.units !== standing.units) {
    const change = { id: standing.id, contractId: of.contractId, day: standing.day, units: aim.units - standing.units, price };
    await client.create({ ...target, child: 'ServiceAdjustments' }, changeRow(change));
  } else if (price !== undefined) {
    await client.patch({ ...target, child: 'Services' }, { id: standing.id, adjustedPrice: price });
  }
  return String(standing.id);
}

async function readStanding({ contractId, serviceId }: ServiceOfContract, context: Context): Promise<Standing> {
  const { client } = context.session;
  const { startDate, endDate } = await readContract(contractId, context);
  const today = context.clock.now().toISOString().slice(0, 10);
  const day = today > startDate ? today : startDate;
  if (endDate !== undefined && endDate < day)
    throw rejected('contract_ended', `The contract of this quote ended on ${endDate}, so that nothing on it can be changed.`);
  const onContract = [where.eq('contractID', contractId), where.eq('serviceID', serviceId)];
  const [service] = await client.query(SERVICES, { filter: onContract }, AutotaskContractService);
  if (!service) throw rejected('contract_service_gone', 'The service is no longer on the contract of this quote in Autotask.');
  const present = [where.lte('startDate', dayTime(day)), where.gte('endDate', dayTime(day))];
  const filter = [where.eq('contractServiceID', service.id), ...present];
  const units = presentUnits(await client.list('ContractServiceUnits', { filter }, AutotaskContractServiceUnits));
  const price = service.adjustedPrice ?? service.unitPrice ?? undefined;
  return { id: service.id, units: units.get(service.id) ?? 0, price, day };
}

/** What is to stand in the end: of what was not changed here, what stands there. */
function aimOf(claim: Claim, standing: Pick<Standing, 'units' | 'price'>): Pick<Standing, 'units' | 'price'> {
  const wanted = termsIn(claim);
  const before = termsIn(claim['before']);
  return {
    units: wanted === undefined || wanted.units === before?.units ? standing.units : wanted.units,
    price: wanted === undefined || wanted.price === before?.price ? standing.price : wanted.price,
  };
}

/** Undefined for a service that was put onto its contract before its terms were kept. */
function termsIn(claim: unknown): ServiceTerms | undefined {
  if (typeof claim !== 'object' || claim === null || !('units' in claim) || !('price' in claim)) return undefined;
  const { units, price } = claim;
  return typeof units === 'number' && typeof price === 'number' ? { units, price } : undefined;
}

function isSame(some: Pick<Standing, 'units' | 'price'>, other: Pick<Standing, 'units' | 'price'>): boolean {
  return some.units === other.units && some.price === other.price;
}
