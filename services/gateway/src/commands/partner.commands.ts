import { PARTNER_STREAMS, type PartnerStream } from '@psa-bridge/contracts';
import { invalidInput } from '@psa-bridge/core';
import { requiredOption, type OperatorCommands } from '@psa-bridge/service-host';
import type { Replay } from '../usecases/partner/replay.ts';

const STREAMS: readonly string[] = PARTNER_STREAMS;

/** What an operator may do for a tenant's partners; the running service carries it out. */
export function partnerCommands(replay: Pick<Replay, 'start'>): OperatorCommands {
  return {
    'partner replay': {
      usage: `--tenant TENANT --stream ${STREAMS.join('|')} [--from TIME | --cursor CURSOR]`,
      async run({ tenant, stream, from, cursor }, print) {
        const job = await replay.start(
          { tenantId: requiredOption('tenant', tenant), subject: 'operator' },
          { stream: streamOf(requiredOption('stream', stream)), since: timeOf(from), cursor },
        );
        print(JSON.stringify({ replayId: job.replayId, stream: job.stream, state: job.state }));
      },
    },
  };
}

function streamOf(given: string): PartnerStream {
  if (STREAMS.includes(given)) return given as PartnerStream;
  throw invalidInput('unknown_stream', `--stream: must be one of ${STREAMS.join(', ')}.`);
}

function timeOf(given: string | undefined): Date | undefined {
  if (given === undefined) return undefined;
  const time = new Date(given);
  if (Number.isNaN(time.getTime()))
    throw invalidInput('invalid_time', `--from: "${given}" is not a time, such as 2026-01-31T12:00:00Z.`);
  return time;
}
