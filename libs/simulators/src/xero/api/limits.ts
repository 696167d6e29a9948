import type { Clock } from '@psa-bridge/core';
import { createFixedWindow, type FixedWindow } from './fixed-window.ts';

/** Calls that are allowed (xero.md 5.1). */
export interface LimitSizes {
  minute: number;
  day: number;
  appMinute: number;
  concurrent: number;
}

export const STARTER: LimitSizes = { minute: 60, day: 1_000, appMinute: 10_000, concurrent: 5 };

export type LimitName = 'minute' | 'day' | 'appMinute' | 'concurrent';

/** A limit that is met. */
export interface Met {
  limit: LimitName;
  retryAfterSeconds: number;
}

/** Whose calls count together. */
export interface Counted {
  clientId: string;
  /** Undefined for a call that concerns no organisation: the app alone counts it. */
  organisation: number | undefined;
}

/** The limits of an app, and of it in each organisation. A call that is refused for one of them spends nothing. */
export interface Limits {
  sizes: LimitSizes;
  /** The limit that stands in the way; undefined once the call is counted. Call `leave` when it has ended. */
  enter(whose: Counted): Met | undefined;
  leave(whose: Counted): void;
  /** Takes a call back that does not count after all. */
  refund(whose: Counted): void;
  /** Calls of others with the same app. */
  spend(whose: Counted, calls: Partial<Record<'minute' | 'day' | 'appMinute', number>>): void;
  left(whose: Counted): { minute: number; day: number; appMinute: number; running: number };
  reset(): void;
}

interface OfOrganisation {
  minute: FixedWindow;
  day: FixedWindow;
  running: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Apart in their windows by so much. */
const STAGGER_MS = 7_013;

export function createLimits(clock: Clock, { sizes: initial, timeScale }: { sizes: LimitSizes; timeScale: number }): Limits {
  const apps = new Map<string, FixedWindow>();
  const organisations = new Map<string, OfOrganisation>();
  const windowOf = (ms: number, offset: number): FixedWindow => createFixedWindow(clock, ms / timeScale, offset);

  function app({ clientId }: Counted): FixedWindow {
    const found = apps.get(clientId) ?? windowOf(MINUTE_MS, 0);
    apps.set(clientId, found);
    return found;
  }
  function own({ clientId, organisation }: Counted): OfOrganisation | undefined {
    if (organisation === undefined) return undefined;
    const key = `${clientId} ${organisation}`;
    const offset = (organisation + 1) * STAGGER_MS;
    const made = { minute: windowOf(MINUTE_MS, offset), day: windowOf(DAY_MS, offset), running: 0 };
    const found = organisations.get(key) ?? made;
    organisations.set(key, found);
    return found;
  }
  function add(whose: Counted, calls: number): void {
    const found = own(whose);
    for (const window of [app(whose), found?.minute, found?.day]) window?.add(calls);
  }

  const limits: Limits = {
    sizes: { ...initial },
    enter(whose) {
      const found = own(whose);
      const { concurrent, day, minute, appMinute } = limits.sizes;
      if (found && found.running >= concurrent) return { limit: 'concurrent', retryAfterSeconds: 1 };
      if (found && found.day.used() >= day) return { limit: 'day', retryAfterSeconds: found.day.secondsLeft() };
      if (found && found.minute.used() >= minute) return { limit: 'minute', retryAfterSeconds: found.minute.secondsLeft() };
      if (app(whose).used() >= appMinute) return { limit: 'appMinute', retryAfterSeconds: app(whose).secondsLeft() };
      add(whose, 1);
      if (found) found.running += 1;
      return undefined;
    },
    leave(whose) {
      const found = own(whose);
      if (found) found.running = Math.max(0, found.running - 1);
    },
    refund: (whose) => add(whose, -1),
    spend(whose, { minute = 0, day = 0, appMinute = 0 }) {
      const found = own(whose);
      found?.minute.add(minute);
      found?.day.add(day);
      app(whose).add(appMinute);
    },
    left(whose) {
      const found = own(whose);
      const { sizes } = limits;
      return {
        minute: Math.max(0, sizes.minute - (found?.minute.used() ?? 0)),
        day: Math.max(0, sizes.day - (found?.day.used() ?? 0)),
        appMinute: Math.max(0, sizes.appMinute - app(whose).used()),
        running: found?.running ?? 0,
      };
    },
    reset() {
      apps.clear();
      organisations.clear();
      limits.sizes = { ...initial };
    },
  };
  return limits;
}
