import { queryOptions } from '@tanstack/react-query';
import type { Read } from './answers.ts';
import { answerOf, api } from './client.ts';
import { placeAt, type Credentials, type Decision, type IntegrationDetail, type Which } from './connectors.ts';

/** A move to another database of the same PSA, with what was found there. */
export type Move = Read<'/v1/integrations/autotask/{id}/move'>;
export type MoveStage = NonNullable<IntegrationDetail['move']>['stage'];

const COMPARING_MS = 1_000;
const of = ({ id }: Which) => ({ params: { path: { id } } });

/** Looked at again as long as both sides are compared, for nothing tells of that. */
export const moveQuery = (which: Which) =>
  queryOptions({
    queryKey: ['integrations', which.id, 'move'],
    queryFn: ({ signal }): Promise<Move> => answerOf(api.GET(placeAt(which.provider, '/move'), { ...of(which), signal })),
    refetchInterval: ({ state }) => (state.data?.plan.state === 'planning' ? COMPARING_MS : false),
  });

/** What is left out of the credentials is as it is set. */
export const beginMove = (which: Which, body: Credentials): Promise<Move> =>
  answerOf(api.POST(placeAt(which.provider, '/move'), { ...of(which), body }));
export const confirmMove = (which: Which, decisions: Decision[]): Promise<Move> =>
  answerOf(api.POST(placeAt(which.provider, '/move/confirm'), { ...of(which), body: { decisions } }));
export const giveUpMove = (which: Which) => answerOf(api.DELETE(placeAt(which.provider, '/move'), of(which)));
