import type { Platform } from '@psa-bridge/service-host';
import type { DayReadings } from './client/day-readings.ts';
import type { Collections } from './collections.ts';
import type { OpenClient } from './ports.ts';
import type { NoteStanding } from './usecases/engine/note-standing.ts';
import type { Charts } from './usecases/sync/charts.ts';

/** What invoices, orders and looks have in common. */
export interface Parts {
  platform: Platform;
  collections: Collections;
  openClient: OpenClient;
  /** The chart of an organisation is read once for all that goes there. */
  charts: Charts;
  days: Pick<DayReadings, 'of'>;
  noteStanding: NoteStanding;
  /** There is something to do. */
  wake(): void;
}
