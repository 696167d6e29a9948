import { connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Ports below the range that operating systems take for outgoing connections: a client that reconnects to a killed server
 * could otherwise be given that very port as its own, connect to itself, and keep the server from coming back.
 */
const FIRST = 20_000;
const LAST = 29_999;
const POLL_MS = 50;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/**
 * Puts the port aside for as long as this process lives: whoever else looks for ports before it is listened on, or while what
 * listens on it is started anew, does not get it. Where the system has no such names nothing is put aside.
 */
function isPutAside(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const name = createServer();
    name.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'EADDRINUSE'));
    name.listen(`\0psa-bridge-port-${port}`, () => resolve(true)).unref();
  });
}

/** A loopback port that nobody listens on at this moment, and that nobody else is given. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    if ((await isFree(port)) && (await isPutAside(port))) return port;
  }
}

/** So many of them, no two alike. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

/** A Kafka ApiVersions request, version 0, without a client id: every broker answers it, and only when it serves requests. */
const API_VERSIONS_REQUEST = Buffer.from('0000000a0012000000000001ffff', 'hex');

/** True when something accepts the connection and, where a greeting is given, answers it. */
export function answers(host: string, port: number, greeting?: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const finish = (isUp: boolean): void => {
      socket.destroy();
      resolve(isUp);
    };
    socket.setTimeout(2_000, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('close', () => finish(false));
    socket.once('data', () => finish(true));
    socket.once('connect', () => (greeting ? socket.write(greeting) : finish(true)));
  });
}

export const kafkaAnswers = (host: string, port: number): Promise<boolean> => answers(host, port, API_VERSIONS_REQUEST);

/** Asks again and again until it is true. Rejects when `giveUp` gives a reason or the time is over. */
export async function waitUntil(
  isReady: () => Promise<boolean>,
  options: { timeoutMs: number; giveUp: () => string | undefined },
): Promise<void> {
  const deadline = performance.now() + options.timeoutMs;
  while (!(await isReady())) {
    const reason =
      options.giveUp() ?? (performance.now() > deadline ? `no answer within ${options.timeoutMs / 1000} s` : undefined);
    if (reason !== undefined) throw new Error(reason);
    await delay(POLL_MS);
  }
}
