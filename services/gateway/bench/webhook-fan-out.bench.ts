import { randomBytes } from 'node:crypto';
import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId, systemClock } from '@psa-bridge/core';
import { createMongoStore } from '@psa-bridge/persistence';
import { captureLogger, dropTestDatabase } from '@psa-bridge/testing';
import { Webhook } from 'standardwebhooks';
import { partnerParts } from '../test/partner-parts.ts';

export interface BenchResult {
  name: string;
  /** Ours divided by the bare loop's, in deliveries a second: 1 is as fast. */
  ratio: number;
  target: number;
  how: string;
  details: Readonly<Record<string, number>>;
}

const ENDPOINTS = 10;
const EVENTS = 120;
const AT_ONCE = 4;
const ANSWER_MS = 100;
const ROUNDS = 3;

/** Events to many endpoints: kept, signed, sent and logged, against a loop that only signs and posts. */
export async function run(env: { mongodbUri: string }): Promise<BenchResult[]> {
  const partners = await Promise.all(Array.from({ length: ENDPOINTS }, startPartner));
  const databaseName = `bench_test_${randomBytes(6).toString('hex')}`;
  const store = createMongoStore({ uri: env.mongodbUri, databaseName, logger: captureLogger().logger });
  try {
    await store.prepare();
    const parts = partnerParts({ clock: systemClock, store });
    await parts.allow();
    const urls = partners.map(({ url }) => url);
    const ids = await Promise.all(urls.map(async (url) => (await parts.endpoint(url, { concurrency: AT_ONCE })).endpoint._id));
    const times = { ours: [] as number[], bare: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      times.bare.push(await timed(() => bareLoop(urls)));
      times.ours.push(await timed(() => fanOut(parts, ids)));
    }
    await parts.stop();
    return [resultOf(median(times.ours), median(times.bare))];
  } finally {
    await store.close();
    await dropTestDatabase(env.mongodbUri, databaseName);
    await Promise.all(partners.map(({ server }) => new Promise((resolve) => server.close(resolve))));
  }
}

function resultOf(oursMs: number, bareMs: number): BenchResult {
  return {
    name: 'webhook fan-out',
    ratio: bareMs / oursMs,
    target: 0.7,
    how:
      `${ROUNDS} rounds of ${EVENTS} events to ${ENDPOINTS} endpoints that answer after ${ANSWER_MS} ms, ${AT_ONCE} at a time each: accepted, ` +
      'kept, signed, sent and logged in the database, against a loop that signs and posts as many, taking turns; medians',
    details: { oursMs: Math.round(oursMs), bareMs: Math.round(bareMs), deliveries: EVENTS * ENDPOINTS },
  };
}

/** Accepting and sending go on at the same time, as they do in a service. */
async function fanOut(parts: ReturnType<typeof partnerParts>, ids: readonly string[]): Promise<void> {
  const { signal } = new AbortController();
  const deliverDue = parts.replica();
  let isAccepted = false;
  const accepting = (async () => {
    for (let n = 0; n < EVENTS; n += 1) await parts.change(newId(), n);
    isAccepted = true;
  })();
  const serve = async (id: string): Promise<void> => {
    for (let isLast = false; !isLast;) {
      isLast = isAccepted;
      await deliverDue(id, signal);
    }
  };
  await Promise.all([accepting, ...ids.map(serve)]);
}

async function bareLoop(urls: readonly string[]): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const signer = new Webhook(randomBytes(32).toString('base64'));
  const worker = async (url: string): Promise<void> => {
    for (let n = 0; n < EVENTS / AT_ONCE; n += 1) await post(url, { agent, signer });
  };
  await Promise.all(urls.flatMap((url) => Array.from({ length: AT_ONCE }, () => worker(url))));
  agent.destroy();
}

function post(url: string, { agent, signer }: { agent: Agent; signer: Webhook }): Promise<void> {
  const [eventId, at] = [newId(), new Date()];
  const body = JSON.stringify({
    eventId,
    type: 'record.updated',
    timestamp: at,
    entityType: 'company',
    data: { name: 'Example' },
  });
  const headers = {
    'content-type': 'application/json',
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signer.sign(eventId, at, body),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, agent }, (answer) => answer.resume().on('end', resolve));
    sent.on('error', reject).end(body);
  });
}

async function startPartner(): Promise<{ server: Server; url: string }> {
  const server = createServer((incoming, response) => {
    incoming.resume();
    incoming.on('end', () => setTimeout(() => response.writeHead(204).end(), ANSWER_MS));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
