import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type { AutotaskSimulator } from '@psa-bridge/simulators';
import { changePage, type RecordPage } from '../../tools/platform/journeys.ts';
import { moveElsewhere, webhookKeeper } from './kills/keeping.ts';
import { killInTurn, titleOf, type KilledLoop } from './kills/loop.ts';
import {
  catalogueImport,
  deletionFound,
  deletionsConfirmed,
  inventory,
  opportunityPoll,
  ticketCharges,
} from './kills/reading.ts';
import { chargesOrdered, contract, contractChanged, orderPushed, orderReserved, procurement, ticket } from './kills/selling.ts';
import { START_LIMIT_MS, startStack, STOP_LIMIT_MS, TEST_LIMIT_MS, type EndToEndStack } from './stack.ts';

const others: AutotaskSimulator[] = [];
/** The move comes last: afterwards the integration belongs to another database. */
const LOOPS: readonly KilledLoop[] = [
  ...[opportunityPoll, deletionFound, deletionsConfirmed, catalogueImport, inventory, ticketCharges],
  ...[procurement, orderReserved, orderPushed, ticket, chargesOrdered, contract, contractChanged],
  ...[webhookKeeper, moveElsewhere(others)],
];

describe('a loop whose process is killed goes on by itself, loses nothing and makes nothing twice', () => {
  let stack: EndToEndStack;
  beforeAll(async () => {
    // A charge is still new after several restarts.
    stack = await startStack('kill_loops', { 'autotask-connector': { AUTOTASK_CHARGE_WINDOW_MS: '600000' } });
    await switchOn(stack);
  }, START_LIMIT_MS);
  afterAll(async () => {
    await stack?.stop();
    for (const other of others) await other.stop();
  }, STOP_LIMIT_MS);

  it.each(LOOPS.map((loop) => [titleOf(loop), loop] as const))('%s', (_title, loop) => killInTurn(stack, loop), TEST_LIMIT_MS);
});

/** Everything that a tenant can have switched on. */
async function switchOn({ api, integrationId }: EndToEndStack): Promise<void> {
  const { items } = await api.get<RecordPage>('/v1/field-values?kind=billing_code&size=200');
  const code = items.find(({ details }) => /material/i.test(String((details as { useType?: string } | undefined)?.useType)));
  const chargeBillingCode = String(code?.['key']);
  await changePage(api, { provider: 'autotask', integrationId, page: 'opportunity' }, { readOpportunityChanges: true });
  await changePage(
    api,
    { provider: 'autotask', integrationId, page: 'purchase-order' },
    { createTickets: true, ticketQueue: '8', chargeBillingCode, createContracts: true, importTicketCharges: true },
  );
}
