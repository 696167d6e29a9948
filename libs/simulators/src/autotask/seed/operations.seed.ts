import { cycle, numbered, seededAt, seededDay } from '../../seeding/demo-data.ts';
import { CONTRACT_TYPE_RECURRING } from '../metadata/picklists.ts';
import type { SeedContext } from './seed-context.ts';

const IN_PROGRESS = 8;
const MEDIUM = 2;
const SERVICE_DESK = 8;
const NEED_TO_ORDER = 3;

/** Tickets with charges, and contracts with services. */
export function seedOperations(context: SeedContext): void {
  const companies = context.idsOf('Companies').filter((id) => id !== 0);
  if (companies.length === 0) return;
  seedTickets(context, companies);
  seedContracts(context, companies);
}

function seedTickets(context: SeedContext, companies: readonly number[]): void {
  const { seed, insert, idsOf } = context;
  const products = idsOf('Products');
  for (let index = 0; index < seed.tickets; index += 1) {
    const at = seededAt(context, index, seed.tickets);
    const ticket = insert('Tickets', {
      companyID: cycle(companies, index),
      title: numbered('Demo Ticket', index),
      status: IN_PROGRESS,
      priority: MEDIUM,
      queueID: SERVICE_DESK,
      ticketCategory: 3,
      ticketType: 1,
      ticketNumber: `T${at.slice(0, 10).replaceAll('-', '')}.${String(index + 1).padStart(4, '0')}`,
      createDate: at,
      lastActivityDate: at,
      lastTrackedModificationDateTime: at,
    });
    if (products.length > 0) seedCharge(context, { ticketID: ticket.id, productID: cycle(products, index), at });
  }
}

function seedCharge(
  context: SeedContext,
  { ticketID, productID, at }: { ticketID: number; productID: number; at: string },
): void {
  const product = context.database.row('Products', productID)?.values;
  if (!product) return;
  const { name = null, productBillingCodeID: billingCodeID = null, unitCost = null, unitPrice = null } = product;
  context.insert('TicketCharges', {
    ticketID,
    name,
    productID,
    billingCodeID,
    chargeType: 1,
    datePurchased: seededDay(context, -1),
    unitQuantity: 1,
    unitCost,
    unitPrice,
    isBillableToCompany: true,
    status: NEED_TO_ORDER,
    statusLastModifiedDate: at,
    isBilled: false,
    createDate: at,
  });
}

function seedContracts(context: SeedContext, companies: readonly number[]): void {
  const { seed, insert, idsOf } = context;
  const services = idsOf('Services');
  for (let index = 0; index < seed.contracts; index += 1) {
    const contract = insert('Contracts', {
      companyID: cycle(companies, index),
      contractName: numbered('Demo Agreement', index),
      contractType: CONTRACT_TYPE_RECURRING,
      startDate: seededDay(context, -365),
      endDate: seededDay(context, 365),
      status: 1,
      timeReportingRequiresStartAndStopTimes: 0,
      contractNumber: `A-${index + 1}`,
      lastModifiedDateTime: seededAt(context, index, seed.contracts),
    });
    if (services.length === 0) continue;
    const serviceID = cycle(services, index);
    const service = context.database.row('Services', serviceID)?.values ?? {};
    const line = insert('ContractServices', {
      contractID: contract.id,
      serviceID,
      unitPrice: service['unitPrice'] ?? null,
      unitCost: service['unitCost'] ?? null,
    });
    const period = { startDate: seededDay(context, -30), endDate: seededDay(context, 0), units: index + 1 };
    insert('ContractServiceUnits', {
      contractID: contract.id,
      serviceID,
      contractServiceID: line.id,
      ...period,
      price: service['unitPrice'] ?? null,
    });
  }
}
