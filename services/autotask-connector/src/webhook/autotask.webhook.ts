import { createHmac, timingSafeEqual } from 'node:crypto';
import { invalidInput } from '@psa-bridge/core';
import { z } from 'zod';

const SIGNATURE = /^sha1=([A-Za-z0-9+/]+={0,2})$/;

/**
 * Checks `X-Hook-Signature: sha1=<base64 HMAC-SHA1>` over the raw bytes in constant time. Autotask signs the text with
 * `\uXXXX` escapes for some characters, so that form is tried second (autotask.md section 6.4).
 */
export function isSignatureValid(rawBody: Uint8Array, signature: string | undefined, secret: string): boolean {
  const given = SIGNATURE.exec(signature?.trim() ?? '')?.[1];
  if (given === undefined) return false;
  const digest = Buffer.from(given, 'base64');
  const matches = (bytes: Uint8Array): boolean => {
    const expected = createHmac('sha1', secret).update(bytes).digest();
    return expected.length === digest.length && timingSafeEqual(expected, digest);
  };
  return matches(rawBody) || matches(Buffer.from(escapedForSigning(Buffer.from(rawBody).toString('utf8')), 'utf8'));
}

/** The text with non-ASCII characters and `& < > ' +` written as upper-case `\uXXXX`, as Autotask signs it. */
function escapedForSigning(text: string): string {
  return text.replace(/[&<>'+]|[^\u0020-\u007e\s]/g, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0')}`)
      .join(''),
  );
}

const Payload = z.object({
  Action: z.string(),
  Guid: z.string(),
  EntityType: z.string().nullish(),
  Id: z.union([z.number(), z.string()]).nullish(),
  EventTime: z.string().nullish(),
  SequenceNumber: z.number().nullish(),
});

export type AutotaskHintAction = 'created' | 'updated' | 'deleted' | 'deactivated';

export interface AutotaskHint {
  webhookGuid: string;
  action: AutotaskHintAction;
  /** Absent in the Deactivated message, which is trusted for nothing but looking again (section 6.3). */
  entityType: 'company' | 'contact' | undefined;
  externalId: string | undefined;
  sequence: number | undefined;
  occurredAt: string | undefined;
}

const ACTIONS: Readonly<Record<string, AutotaskHintAction>> = {
  Create: 'created',
  Update: 'updated',
  Delete: 'deleted',
  Deactivated: 'deactivated',
};
/** Companies keep their SOAP name in callouts. */
const ENTITY_TYPES: Readonly<Record<string, 'company' | 'contact'>> = {
  Account: 'company',
  Company: 'company',
  Contact: 'contact',
};

/** @throws AppError `webhook_unreadable` naming what is wrong with the body */
export function parseWebhook(rawBody: Uint8Array): AutotaskHint {
  const payload = readPayload(rawBody);
  const action = ACTIONS[payload.Action];
  if (!action)
    throw invalidInput(
      'webhook_unreadable',
      `Action: "${payload.Action.slice(0, 40)}" is not one of ${Object.keys(ACTIONS).join(', ')}.`,
    );
  return {
    webhookGuid: payload.Guid,
    action,
    entityType: ENTITY_TYPES[payload.EntityType ?? ''],
    externalId: payload.Id === null || payload.Id === undefined ? undefined : String(payload.Id),
    sequence: payload.SequenceNumber ?? undefined,
    occurredAt: payload.EventTime ?? undefined,
  };
}

function readPayload(rawBody: Uint8Array): z.output<typeof Payload> {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(rawBody).toString('utf8'));
  } catch (cause) {
    throw invalidInput('webhook_unreadable', 'The body is not JSON.', { cause });
  }
  const result = Payload.safeParse(json);
  if (result.success) return result.data;
  const [problem] = result.error.issues;
  throw invalidInput('webhook_unreadable', `${problem?.path.join('.') || 'body'}: ${problem?.message ?? 'is wrong'}`);
}
