import type { PsaCall, SessionMemory } from '@psa-bridge/connector-kit';
import { unavailable } from '@psa-bridge/core';
import { z } from 'zod';

const ZoneAnswer = z.object({ zoneName: z.string().nullish(), url: z.string(), ci: z.number().int().nullish() });

/** Where a tenant's Autotask lives. */
export interface Zone {
  name: string;
  /** Ends in `/`; `v1.0/{Entity}` follows. */
  url: string;
  /** The tenant's database as Autotask numbers it. */
  database: number | undefined;
}

/** Kept this long; tenants do get moved to another zone (autotask.md section 1.1). */
const KEEP_MS = 12 * 60 * 60 * 1000;
const MEMORY_KEY = 'zone';
/** Answers without content are common: they make the discovery be asked once in this time. */
const BELIEVE_MS = 30_000;
const DOUBT_KEY = 'zone in doubt';

export interface ZoneOptions {
  /** Base of the open discovery call, such as `https://webservices.autotask.net/ATServicesRest/`. */
  discoveryUrl: string;
  userName: string;
  /** Set by hand for tenants whose discovery fails. */
  override?: string | undefined;
  call: PsaCall;
  memory: SessionMemory;
}

/** The tenant's zone, found from the API user's name and remembered; the call is open and not counted. */
export function findZone(options: ZoneOptions): Promise<Zone> {
  return options.memory.remember(MEMORY_KEY, KEEP_MS, () => askForZone(options));
}

async function askForZone({ discoveryUrl, userName, override, call }: ZoneOptions): Promise<Zone> {
  if (override) return { name: 'set by hand', url: baseUrl(override), database: undefined };
  const url = `${baseUrl(discoveryUrl)}V1.0/zoneInformation?user=${encodeURIComponent(userName)}`;
  const answer = await call({ method: 'GET', url, group: 'zoneInformation', counted: false });
  return readZone(answer.body);
}

/** What makes doubtful that the tenant still lives where it was asked: a refusal of the credentials, or an answer without content. */
export type ZoneDoubt = 'refused' | 'empty';

/** Whether the tenant lives elsewhere by now; the discovery is asked again, and where it does not answer, nothing has moved. */
export async function hasMoved(from: string, doubt: ZoneDoubt, options: ZoneOptions): Promise<boolean> {
  const { memory } = options;
  const ask = (): Promise<string | undefined> =>
    askForZone(options).then(
      ({ url }) => url,
      () => undefined,
    );
  const now = doubt === 'refused' ? await ask() : await memory.remember(DOUBT_KEY, BELIEVE_MS, ask);
  if (now === undefined || now === from) return false;
  memory.forget(MEMORY_KEY);
  return true;
}

/** @throws AppError `autotask_unreadable` */
export function readZone(body: unknown): Zone {
  const result = ZoneAnswer.safeParse(body);
  if (!result.success) throw unavailable('autotask_unreadable', "Autotask's answer to the zone question is not readable.");
  return { name: result.data.zoneName ?? 'unnamed', url: baseUrl(result.data.url), database: result.data.ci ?? undefined };
}

/** Some tenants were once answered `…net//ATServicesRest/`: doubled slashes are mended. */
function baseUrl(url: string): string {
  return `${url.replace(/([^:])\/{2,}/g, '$1/').replace(/\/+$/, '')}/`;
}
