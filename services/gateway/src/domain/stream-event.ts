import type { Access } from './resources.ts';

/** What a tenant's people see happen, as it is sent to their browsers. */
export interface StreamEvent {
  /** The id of the message it came from: the same in every replica, so a client may come back to another one. */
  id: string;
  type: 'sync-progress' | 'issue' | 'record-sync';
  /** Who may see it. */
  access: Access;
  data: Readonly<Record<string, unknown>>;
}
