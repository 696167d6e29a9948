import type { Lane } from './lanes.ts';
import type { Page, PageRequest, Resources } from './resource.ts';
import type { PartContext } from './session.ts';
import type { PageContext } from './settings-page.ts';

export type PulledType = keyof Resources<unknown, unknown> & string;

/** One thing that a run of the connector's own reads, and one that can be read alone. */
export interface OwnRunPart {
  /** Unique within the run and kept in its checkpoint, such as `products:5`. */
  key: string;
  type: PulledType;
  label: string;
  /** Under which groups (`Incoming.group`) its entities stand here, for the count; absent: it is not counted. */
  groups?: readonly string[];
}

/**
 * A sync run of a connector's own, such as the import of all mapped categories: checkpointed, cancelled and told like every run.
 */
export interface OwnRun<Session, Settings> {
  /** In kebab case: the kind of the run and the last part of its path. */
  kind: string;
  /** What the button says. */
  title: string;
  lane: Lane;
  /** What there is to read, in order; none where nothing is set up. Calls nobody: names come from the last sync. */
  parts(settings: Settings, context: PageContext): Promise<readonly OwnRunPart[]> | readonly OwnRunPart[];
  /** What a person is told where there is nothing to read. */
  nothingToRead: string;
  page(context: PartContext<Session, Settings>, key: string, request: PageRequest): Promise<Page<PulledType>>;
}
