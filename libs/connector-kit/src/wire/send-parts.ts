import type { PushContext } from '../definition/resource.ts';

interface Part {
  id: string;
  name: string;
}

type Telling = Pick<PushContext<unknown, unknown>, 'explain' | 'failPart'>;

/** Sends the parts of something one after the other: one that is refused is named and the others go on (IS-09). True where all went. */
export async function sendParts<Sent extends Part>(
  parts: readonly Sent[],
  send: (part: Sent) => Promise<void>,
  context: Telling,
): Promise<boolean> {
  let isComplete = true;
  for (const part of parts) {
    const sent = await attempt([part], () => send(part).then(() => true), context);
    isComplete &&= sent === true;
  }
  return isComplete;
}

/** What several parts wait for: a refusal is told for each of them, and the rest goes on (IS-09). Undefined where it was refused. */
export async function attempt<Result>(
  parts: readonly Part[],
  act: () => Promise<Result>,
  context: Telling,
): Promise<Result | undefined> {
  try {
    return await act();
  } catch (error) {
    const { isRefusal, ...failure } = context.explain(error);
    if (!isRefusal) throw error;
    for (const { id: itemId, name: itemName } of parts) context.failPart({ itemId, itemName, ...failure });
    return undefined;
  }
}
