import type { Reply } from '../../http/carry-out.ts';
import { answerRefusal, notFound, plain } from '../refusal.ts';
import { errorsOf } from '../write/writing.ts';
import type { ApiCall } from './api-call.ts';
import { inAcceptedForm } from './envelope.ts';
import { handleGet, handleList, handleOrganisation } from './read-handlers.ts';
import type { Route } from './route.ts';
import { handlePart, handleWrite, validationAnswer } from './write-handlers.ts';

/** Carries out one call below the API's base. */
export function dispatch(api: ApiCall, route: Route): Reply {
  const reply = attempt(api, route);
  return { ...reply, answer: inAcceptedForm(api.call, reply.answer) };
}

function attempt(api: ApiCall, route: Route): Reply {
  try {
    return handle(api, route);
  } catch (error) {
    return { answer: answerFailure(api, error) };
  }
}

function answerFailure({ platform }: ApiCall, error: unknown) {
  try {
    return answerRefusal(error, platform.switches);
  } catch {
    const errors = errorsOf(error).map(({ message }) => ({ Message: message }));
    return validationAnswer([{ ValidationErrors: errors }]);
  }
}

function handle(api: ApiCall, route: Route): Reply {
  const { method } = api.call;
  const isWrite = method === 'PUT' || method === 'POST';
  if (route.kind === 'organisation' && method === 'GET') return handleOrganisation(api, route.part);
  if (route.kind === 'organisation') throw plain(501);
  if (route.kind !== 'resource') throw notFound();
  const { resource, key, part } = route;
  if (key !== undefined && part !== undefined) return handlePart(api, resource, { key, part });
  if (isWrite) return handleWrite(api, resource, key);
  if (method !== 'GET') throw plain(501);
  return key === undefined ? handleList(api, resource) : handleGet(api, resource, key);
}
