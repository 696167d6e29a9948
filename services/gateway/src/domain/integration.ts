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
 * Whether saves are sent to it. While it is being connected, its credentials are refused or it is paused, the connector keeps
 * the work until it can be done (architecture rules 4 and 9): an announcement that comes late must not lose a save.
 */
export function takesPushes(integration: Integration): boolean {
  return integration.state !== 'removed';
}
