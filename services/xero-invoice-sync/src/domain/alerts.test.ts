import { describe, expect, it } from '@jest/globals';
import { ALERT_EVERY_MS, isAlertDue } from './alerts.ts';

const NOON = new Date('2026-11-02T12:00:00Z');
const minutesLater = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);

describe('the mail about faults', () => {
  it('XI-03: fifty faults within an hour make one mail, and one more in the next hour', () => {
    let lastSentAt: Date | undefined;
    let sent = 0;
    for (let minute = 0; minute < 120; minute += 1) {
      const untoldFaults = minute < 59 || minute === 61 ? 1 : 0;
      if (!isAlertDue({ ...(lastSentAt ? { lastSentAt } : {}), untoldFaults }, minutesLater(minute))) continue;
      lastSentAt = minutesLater(minute);
      sent += 1;
    }

    expect(sent).toBe(2);
  });

  it('XI-03: goes out at the latest an hour after the fault, and not when all are mended', () => {
    const lastSentAt = NOON;

    expect(isAlertDue({ lastSentAt, untoldFaults: 3 }, new Date(NOON.getTime() + ALERT_EVERY_MS))).toBe(true);
    expect(isAlertDue({ lastSentAt, untoldFaults: 0 }, minutesLater(300))).toBe(false);
  });
});
