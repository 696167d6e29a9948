import type { PushContext } from '../definition/resource.ts';

/** Sends the parts of something one after the other: one that is refused is named and the others go on (IS-09). True where all went. */
export async function sendParts<Part extends { id: string; name: string }>(
  parts: readonly Part[],
  send: (part: Part) => Promise<void>,
  context: Pick<PushContext<unknown, unknown>, 'explain' | 'failPart'>,
): Promise<boolean> {
  let isComplete = true;
  for (const part of parts) {
    try {
      await send(part);
    } catch (error) {
      const { code, message, remedy, psaText, isRefusal } = context.explain(error);
      if (!isRefusal) throw error;
      isComplete = false;
      const text = psaText === undefined ? {} : { psaText };
      context.failPart({ itemId: part.id, itemName: part.name, code, message, remedy, ...text });
    }
  }
  return isComplete;
}
