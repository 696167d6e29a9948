/** XI-03: a fault is told within the hour, and no more than one mail goes out in an hour. */
export const ALERT_EVERY_MS = 60 * 60_000;

export interface AlertState {
  lastSentAt?: Date;
  /** Faults that nobody has been told of, and that stand still. */
  untoldFaults: number;
}

/** True where a mail is to go out now. The first fault after a quiet hour is told at once; faults that were mended are not. */
export function isAlertDue({ lastSentAt, untoldFaults }: AlertState, now: Date): boolean {
  if (untoldFaults === 0) return false;
  return lastSentAt === undefined || now.getTime() - lastSentAt.getTime() >= ALERT_EVERY_MS;
}
