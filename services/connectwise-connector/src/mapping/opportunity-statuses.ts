import type { ConnectWiseSettings } from '../settings/settings.ts';

export type StatusMaps = Pick<ConnectWiseSettings, 'opportunityStatusesIn' | 'opportunityStatusesOut'>;

/**
 * Our status for ConnectWise's (CW-30); one that is not mapped comes in as it is.
 * @param lastSeen our status as it last stood there: while ConnectWise has what that one goes to, nothing has changed, however
 * many of ours go to the same one
 */
export function opportunityStatusIn(theirs: string, maps: StatusMaps, lastSeen?: string): string {
  if (lastSeen !== undefined && opportunityStatusOut(lastSeen, maps) === theirs) return lastSeen;
  return maps.opportunityStatusesIn[theirs] ?? theirs;
}

/** ConnectWise's status for ours (CW-30); undefined for one of ours that is mapped to nothing. */
export function opportunityStatusOut(ours: string, { opportunityStatusesOut }: StatusMaps): string | undefined {
  return opportunityStatusesOut[ours] ?? (/^\d+$/.test(ours) ? ours : undefined);
}
