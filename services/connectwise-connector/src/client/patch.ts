/** One change of a record (connectwise.md section 7): the path is case-sensitive, a reference is replaced as a whole. */
export interface PatchOperation {
  op: 'add' | 'replace' | 'remove';
  path: string;
  value?: unknown;
}

/** What is sent to ConnectWise: its fields by their names. */
export type ConnectWiseWrite = Readonly<Record<string, unknown>>;

/** Only the fields that differ, for a change validates what it names and more (section 7); what fell away is cleared. */
export function replacements(changes: ConnectWiseWrite): readonly PatchOperation[] {
  return Object.entries(changes).map(([path, value]) => ({ op: 'replace', path, value: value ?? null }));
}

/** A reference on writing: the id suffices (section 11). A name that leads to none stays text, which no call takes. */
export function reference(row: number | string | undefined): { id: number } | string | undefined {
  return typeof row === 'number' ? { id: row } : row;
}
