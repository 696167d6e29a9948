/** A tenant's connection to a PSA as its connector announced it. */
export interface Integration {
  id: string;
  provider: string;
  name: string;
  state: 'connecting' | 'connected' | 'auth_failed' | 'removed';
  isPushPaused: boolean;
  isPullPaused: boolean;
  updatedAt: Date;
}

/**
 * Whether saves are sent to it. While its credentials are refused or it is paused, the connector keeps the work until it
 * can be done (architecture rules 4 and 9), so those take part; before the first connect is decided nothing is sent.
 */
export function takesPushes(integration: Integration): boolean {
  return integration.state === 'connected' || integration.state === 'auth_failed';
}
