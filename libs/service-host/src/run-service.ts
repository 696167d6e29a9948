import { flushCompileCache } from 'node:module';
import { toAppError } from '@psa-bridge/core';
import { stopTracing } from '@psa-bridge/observability';
import type { Service } from './create-service.ts';
import type { PlatformOverrides } from './platform.ts';

/** A pod has 30 s between SIGTERM and the end. */
const STOP_DEADLINE_MS = 25_000;
/** After an orderly stop the process ends by itself; a handle that somebody left open must not keep it. */
const LINGER_MS = 2_000;

/**
 * The life of a process with one service: start, run until SIGTERM or SIGINT, stop in order. An error that nobody caught
 * means that the state is unknown: log it, stop, exit 1 and let the orchestrator start afresh. A second signal ends at once.
 * With arguments it is an operator's command instead, which ends by itself; its answers have standard output to themselves.
 */
export async function runService(
  create: (given: Pick<PlatformOverrides, 'logTo'>) => Service,
  args: readonly string[] = process.argv.slice(2),
): Promise<void> {
  const service = attempt(() => create(args.length > 0 ? { logTo: process.stderr } : {}));
  if (!service) return;
  if (args.length > 0) return runCommand(service, args);
  await runUntilSignalled(service);
}

async function runUntilSignalled(service: Service): Promise<void> {
  const { logger } = service;
  let stopping: Promise<void> | undefined;

  function stop(exitCode: number): void {
    if (stopping) process.exit(1);
    process.exitCode = exitCode;
    setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
    stopping = end(service);
  }
  function die(error: unknown): void {
    process.exitCode = 1;
    logger.error({ error }, 'uncaught_error');
    if (!stopping) stop(1);
  }

  process.on('SIGTERM', () => stop(0));
  process.on('SIGINT', () => stop(0));
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
  try {
    await service.start();
    // Where NODE_COMPILE_CACHE names a folder, the next start is quicker, also where this process will be killed.
    flushCompileCache();
  } catch (error) {
    const { code, message } = toAppError(error);
    logger.error({ code, error, detail: message }, 'start_failed');
    if (!stopping) stop(1);
  }
}

/** Stops in order, then sends the spans that tell of it: a process that is ended by force would keep them for itself. */
async function end(service: Service): Promise<void> {
  try {
    await service.stop();
    await stopTracing();
  } catch (error) {
    service.logger.warn({ error }, 'stop_incomplete');
  } finally {
    setTimeout(() => process.exit(), LINGER_MS).unref();
  }
}

async function runCommand(service: Service, args: readonly string[]): Promise<void> {
  try {
    await service.command(args, (line) => process.stdout.write(`${line}\n`));
  } catch (error) {
    process.stderr.write(`${toAppError(error).message}\n`);
    process.exitCode = 1;
  }
}

/** A configuration that is not usable is said in plain words, before there is a logger. */
function attempt(create: () => Service): Service | undefined {
  try {
    return create();
  } catch (error) {
    process.stderr.write(`${toAppError(error).message}\n`);
    process.exitCode = 1;
    return undefined;
  }
}
