import type { IncomingHttpHeaders } from 'node:http';
import { revisionOf } from '@psa-bridge/http-server';
import type { Target } from '../usecases/target.ts';

/** @throws AppError `invalid_if_match` (400) */
export function targetOf({ params, headers }: { params: { id: string }; headers: IncomingHttpHeaders }): Target {
  return { id: params.id, ifRevision: revisionOf(headers['if-match']) };
}
