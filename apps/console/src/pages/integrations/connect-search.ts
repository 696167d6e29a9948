/** What the address of the wizard says: which integration is being connected, and how far its way is gone. */
export interface ConnectSearch {
  integration?: string;
  step?: 'preview';
}

const ID = /^[\da-f-]{36}$/i;

/** What makes no sense is left out: the way then begins at its start. */
export function toConnectSearch({ integration, step }: Readonly<Record<string, unknown>>): ConnectSearch {
  if (typeof integration !== 'string' || !ID.test(integration)) return {};
  return { integration, ...(step === 'preview' ? { step } : {}) };
}
