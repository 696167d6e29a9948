/** What becomes of the rest after one item: it goes on, its chain ends here, or nothing new is begun at all. */
export type ChainStep = 'next' | 'stop_entity' | 'stop_all';

/** Items that go one after the other, in their order. */
export interface Chain<Item> {
  key: string;
  items: readonly Item[];
}

export interface Flow<Item> {
  /** Items that hold a place at the same time. */
  concurrency: number;
  /**
   * More chains, none of those that are under way or wait: what it reads of them may be over by then. `isAll`: there are no more
   * for now.
   */
  more(busy: ReadonlySet<string>): Promise<{ chains: readonly Chain<Item>[]; isAll: boolean }>;
  /** Works on an item; what of it needs no place any more, such as noting how it went, may come after `leave`. */
  work(item: Item, leave: () => void): Promise<ChainStep>;
}

/**
 * Works through chains as they come: where one ends the next begins, and more are asked for before they run out, so that a slow one
 * holds up no other. Ends when nothing is left, or once nothing new is to be begun and what is under way is over.
 */
export async function inFlow<Item>(flow: Flow<Item>): Promise<void> {
  const state = newState<Item>();
  for (;;) {
    beginWaiting(flow, state);
    askWhereFew(flow, state);
    const open = [...state.places.values(), ...state.running.values(), ...(state.asking ? [state.asking] : [])];
    if (open.length === 0) break;
    await Promise.race(open);
  }
  if (state.failure) throw state.failure.error;
}

/** So many times the places may be under way: what left its place is not piled up without end. */
const UNDER_WAY = 3;

interface State<Item> {
  /** Chains that hold a place, until they leave it. */
  places: Map<string, Promise<void>>;
  /** Chains under way, until they end. */
  running: Map<string, Promise<void>>;
  waiting: Chain<Item>[];
  asking: Promise<void> | undefined;
  /** There are no more for now. */
  isAll: boolean;
  /** Nothing new is begun. */
  isOver: boolean;
  /** What ended the whole, once the rest is over too. */
  failure?: { error: unknown };
  /** How many chains came to their end. */
  ended: number;
}

function newState<Item>(): State<Item> {
  return { places: new Map(), running: new Map(), waiting: [], asking: undefined, isAll: false, isOver: false, ended: 0 };
}

function beginWaiting<Item>({ concurrency, work }: Flow<Item>, state: State<Item>): void {
  const { places, running, waiting } = state;
  while (!state.isOver && places.size < concurrency && running.size < UNDER_WAY * concurrency) {
    const [next] = waiting.splice(0, 1);
    if (!next) return;
    const { promise: left, resolve } = Promise.withResolvers<void>();
    const leave = (): void => {
      places.delete(next.key);
      resolve();
    };
    places.set(next.key, left);
    const ended = through(next, { work, leave }, state).catch((error: unknown) => fail(state, error));
    running.set(
      next.key,
      ended.finally(() => {
        running.delete(next.key);
        state.ended += 1;
        state.isAll = false;
        leave();
      }),
    );
  }
}

function fail<Item>(state: State<Item>, error: unknown): void {
  state.isOver = true;
  state.failure ??= { error };
}

function askWhereFew<Item>({ concurrency, more }: Flow<Item>, state: State<Item>): void {
  if (state.isOver || state.isAll || state.waiting.length >= concurrency) return;
  state.asking ??= ask(more, state)
    .catch((error: unknown) => fail(state, error))
    .finally(() => (state.asking = undefined));
}

async function ask<Item>(more: Flow<Item>['more'], state: State<Item>): Promise<void> {
  const before = state.ended;
  const found = await more(new Set([...state.running.keys(), ...state.waiting.map(({ key }) => key)]));
  state.waiting.push(...found.chains);
  // What ended meanwhile was left out, and more of it may have come.
  state.isAll = found.isAll && state.ended === before;
}

interface Working<Item> {
  work: Flow<Item>['work'];
  leave: () => void;
}

async function through<Item>({ items }: Chain<Item>, { work, leave }: Working<Item>, state: State<Item>): Promise<void> {
  const last = items.length - 1;
  for (const [index, item] of items.entries()) {
    if (state.isOver) return;
    const step = await work(item, index === last ? leave : () => undefined);
    state.isOver ||= step === 'stop_all';
    if (step !== 'next') return;
  }
}
