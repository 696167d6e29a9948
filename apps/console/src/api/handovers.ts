import { queryOptions } from '@tanstack/react-query';
import type { Read } from './answers.ts';
import { answerOf, answerWithEtag, api } from './client.ts';
import { placeAt, type Which } from './connectors.ts';
import type { paths } from './platform.gen.ts';

/** The mappings of an integration in words that another PSA's integration understands. */
export type Handover = Read<'/v1/integrations/autotask/{id}/handover'>;
/** What becomes of them there. */
export type TakeOver =
  paths['/v1/integrations/autotask/{id}/handover/preview']['post']['responses'][200]['content']['application/json'];
export type TakeOverItem = TakeOver['items'][number];

export interface PreviewedHandover {
  handover: Handover;
  takeOver: TakeOver;
  /** Of the settings that they were compared with. */
  etag: string;
}

const of = ({ id }: Which) => ({ params: { path: { id } } });

/** Not asked for anew by what happens meanwhile, but whenever its page is opened: taking it over says whether it still stood. */
export const handoverQuery = (from: Which, to: Which) =>
  queryOptions({
    queryKey: ['handovers', from.id, to.id],
    staleTime: 0,
    queryFn: async ({ signal }): Promise<PreviewedHandover> => {
      const handover: Handover = await answerOf(api.GET(placeAt(from.provider, '/handover'), { ...of(from), signal }));
      const preview = api.POST(placeAt(to.provider, '/handover/preview'), { ...of(to), body: handover, signal });
      const { data: takeOver, etag } = await answerWithEtag<TakeOver>(preview);
      return { handover, takeOver, etag };
    },
  });

/** @throws Refused with status 412 where somebody saved settings there since the preview */
export function takeOver({ provider, id }: Which, { handover, etag }: PreviewedHandover): Promise<TakeOver> {
  const params = { path: { id }, header: { 'If-Match': etag } };
  return answerOf(api.POST(placeAt(provider, '/handover/take'), { params, body: handover }));
}
