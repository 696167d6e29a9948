/** What becomes of the rest after one item: it goes on, its chain ends here, or nothing new is begun at all. */
export type ChainStep = 'next' | 'stop_entity' | 'stop_all';

/** Items that go one after the other, in their order. */
export interface Chain<Item> {
  key: string;
  items: readonly Item[];
}

export interface Flow<Item> {
  /** Chains at the same time. */
  concurrency: number;
  /**
   * More chains, none of those that are under way or wait: what it reads of them may be over by then. `isAll`: there are no more
   * for now.
   */
  more(busy: ReadonlySet<string>): Promise<{ chains: readonly Chain<Item>[]; isAll: boolean }>;
  work(item: Item): Promise<ChainStep>;
}

/**
 * Works through chains as they come: where one ends the next begins, and more are asked for before they run out, so that a slow one
 * holds up no other. Ends when nothing is left, or once nothing new is to be begun and what is under way is over.
 */
export async function inFlow<Item>(flow: Flow<Item>): Promise<void> {
  const state = newState<Item>();
  try {
    for (;;) {
      beginWaiting(flow, state);
      askWhereFew(flow, state);
      const open = [...state.running.values(), ...(state.asking ? [state.asking] : [])];
      if (open.length === 0) return;
      await Promise.race(open);
    }
  } finally {
    state.isOver = true;
    await Promise.allSettled(state.running.values());
  }
}

interface State<Item> {
  running: Map<string, Promise<void>>;
  waiting: Chain<Item>[];
  asking: Promise<void> | undefined;
  /** There are no more for now. */
  isAll: boolean;
  /** Nothing new is begun. */
  isOver: boolean;
  /** How many chains came to their end. */
  ended: number;
}

function newState<Item>(): State<Item> {
  return { running: new Map(), waiting: [], asking: undefined, isAll: false, isOver: false, ended: 0 };
}

function beginWaiting<Item>({ concurrency, work }: Flow<Item>, state: State<Item>): void {
  const { running, waiting } = state;
  if (state.isOver) return;
  for (const next of waiting.splice(0, Math.max(0, concurrency - running.size)))
    running.set(next.key, through(next, work, state));
}

function askWhereFew<Item>({ concurrency, more }: Flow<Item>, state: State<Item>): void {
  if (state.isOver || state.isAll || state.waiting.length >= concurrency) return;
  state.asking ??= ask(more, state).finally(() => (state.asking = undefined));
}

async function ask<Item>(more: Flow<Item>['more'], state: State<Item>): Promise<void> {
  const before = state.ended;
  const found = await more(new Set([...state.running.keys(), ...state.waiting.map(({ key }) => key)]));
  state.waiting.push(...found.chains);
  // What ended meanwhile was left out, and more of it may have come.
  state.isAll = found.isAll && state.ended === before;
}

async function through<Item>({ key, items }: Chain<Item>, work: Flow<Item>['work'], state: State<Item>): Promise<void> {
  try {
    for (const item of items) {
      if (state.isOver) return;
      const step = await work(item);
      state.isOver ||= step === 'stop_all';
      if (step !== 'next') return;
    }
  } finally {
    state.running.delete(key);
    state.ended += 1;
    state.isAll = false;
  }
}
