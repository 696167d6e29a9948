import type { ManualClock } from '@psa-bridge/core';
import type { DocumentStore } from '@psa-bridge/persistence';
import { partnerWay } from '../../../services/gateway/test/partner-way.ts';
import { startReceiver } from '../../../services/gateway/test/webhook-receiver.ts';
import type { Checks } from '../../scenario-run/checks.ts';

export interface PartnerOutageParts {
  clock: ManualClock;
  /** By that clock. */
  store: DocumentStore;
  checks: Checks;
  progress: (line: string) => void;
}

const MINUTES = 60;
const MINUTE_MS = 60_000;
const EACH_MINUTE = 10;
const ENTITIES = 40;

/** A partner's endpoint fails for an hour, driven by the clock, while 600 events about 40 records come; then it is back. */
export async function partnerOutage({ clock, store, checks, progress }: PartnerOutageParts): Promise<Record<string, unknown>> {
  const partner = await startReceiver();
  const way = partnerWay({ clock, store });
  try {
    await way.allow();
    const { endpoint } = await way.endpoint(partner.url);
    const sent = new Map<string, string[]>();
    partner.answer = () => ({ status: 503 });
    for (let minute = 0; minute < MINUTES; minute += 1) {
      for (let each = 0; each < EACH_MINUTE; each += 1) {
        const entityId = `record-${(minute * EACH_MINUTE + each) % ENTITIES}`;
        sent.set(entityId, [...(sent.get(entityId) ?? []), await way.change(entityId, minute)]);
      }
      await way.deliverFor(endpoint._id, MINUTE_MS);
    }
    const callsWhileDown = partner.received.length;
    progress(`the endpoint failed for an hour and was asked ${callsWhileDown} times`);
    partner.answer = () => ({ status: 204 });
    const backAt = clock.now().getTime();
    while ((await way.states()).includes('waiting') && clock.now().getTime() < backAt + MINUTES * MINUTE_MS)
      await way.deliverFor(endpoint._id, MINUTE_MS);
    const taken = partner.received.slice(callsWhileDown);

    const all = [...sent.values()].flat();
    checks.equal(taken.map(({ eventId }) => eventId).sort(), all.toSorted(), 'the events that the endpoint got once it was back');
    for (const [entity, inOrder] of sent) {
      const got = taken.filter(({ entityId }) => entityId === entity).map(({ eventId }) => eventId);
      checks.equal(got, inOrder, `the order of the events about ${entity}`);
    }
    checks.that(
      callsWhileDown <= 20,
      `an endpoint that is down is asked at most 20 times in an hour, not ${callsWhileDown} times`,
    );
    const minutesToCatchUp = (clock.now().getTime() - backAt) / MINUTE_MS;
    return { partnerEvents: all.length, partnerCallsWhileDown: callsWhileDown, partnerMinutesToCatchUp: minutesToCatchUp };
  } finally {
    await way.stop();
    await partner.stop();
  }
}
