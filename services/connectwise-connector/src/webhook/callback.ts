import type { Hint } from '@psa-bridge/connector-kit';
import { invalidInput } from '@psa-bridge/core';
import { z } from 'zod';

/** What a callback is about (connectwise.md section 10), and which record type that is here. */
export const CALLBACK_KINDS = [
  { type: 'company', entityType: 'company' },
  { type: 'contact', entityType: 'contact' },
  { type: 'opportunity', entityType: 'opportunity' },
] as const satisfies readonly { type: string; entityType: Hint['entityType'] }[];

const ACTIONS: Readonly<Record<string, Hint['action']>> = { added: 'created', updated: 'updated', deleted: 'deleted' };

/** The record as it was sent is part of the record only: none of it is taken over, it is read again. */
const Body = z.object({
  Action: z.string(),
  ID: z.number().int().positive(),
  Type: z.string(),
  CallbackObjectRecId: z.number().int().nullish(),
  Metadata: z.object({ key_url: z.string().nullish() }).nullish(),
});

export interface Callback {
  /** Undefined for what is none of our business. */
  hint: Hint | undefined;
  /** Where the key of the signature is. */
  keyUrl: string | undefined;
}

/** @throws AppError `invalid_input` where it is no callback of ConnectWise. */
export function readCallback(rawBody: Uint8Array): Callback {
  const parsed = Body.safeParse(parseJson(rawBody));
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    throw invalidInput('invalid_input', `${first?.path.join('.') ?? 'body'}: this is not a callback of ConnectWise.`);
  }
  const { Action: action, ID: id, Type: type, CallbackObjectRecId: webhookId, Metadata: metadata } = parsed.data;
  const kind = CALLBACK_KINDS.find((candidate) => candidate.type === type.toLowerCase());
  const known = ACTIONS[action.toLowerCase()];
  const hint = kind && known && { entityType: kind.entityType, externalId: String(id), action: known };
  return {
    hint: hint && { ...hint, ...(webhookId === null || webhookId === undefined ? {} : { webhookId: String(webhookId) }) },
    keyUrl: metadata?.key_url ?? undefined,
  };
}

function parseJson(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(rawBody)) as unknown;
  } catch {
    return undefined;
  }
}
