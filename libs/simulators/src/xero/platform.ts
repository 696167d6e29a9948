import type { Clock } from '@psa-bridge/core';
import type { Book } from './store/book.ts';
import type { Switches } from './switches.ts';

/** What the two apps sign in with, and the key of their webhooks. */
export interface Credentials {
  /** The standard app (xero.md 2). */
  clientId: string;
  clientSecret: string;
  /** The custom connection to the first organisation (xero.md 2.2). */
  customClientId: string;
  customClientSecret: string;
  webhookKey: string;
}

/** The standard app as the developer portal has it. */
export interface AppSettings {
  name: string;
  redirectUris: readonly string[];
  /** Which generation of scopes it may ask for (xero.md 3). */
  scopes: 'granular' | 'broad' | 'both';
}

/** What the person before the consent screen does. */
export interface Consent {
  isGranted: boolean;
  /** Positions of the organisations that are chosen. */
  organisations: readonly number[];
}

/** An organisation that the person has connected (xero.md 2.1). */
export interface Connection {
  readonly guid: string;
  readonly authEventId: string;
  readonly organisation: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Xero as two apps of one developer see it. Its parts are exchanged by control operations. */
export interface Platform {
  readonly clock: Clock;
  books: readonly Book[];
  switches: Switches;
  credentials: Credentials;
  app: AppSettings;
  consent: Consent;
  connections: readonly Connection[];
}

export function nowMs({ clock }: Pick<Platform, 'clock'>): number {
  return clock.now().getTime();
}
