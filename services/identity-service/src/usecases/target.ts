/** What an admin changes, and the revision of it that the admin saw; without one, whatever stands there now. */
export interface Target {
  id: string;
  ifRevision?: number | undefined;
}
