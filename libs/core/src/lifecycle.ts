/** One thing that is started and stopped with the process, such as a server, a consumer or a relay. */
export interface Component {
  name: string;
  start?: () => Promise<void> | void;
  stop?: () => Promise<void> | void;
}

export interface Lifecycle {
  /** Starts the components in their order; when one fails, stops those already started and rethrows. */
  start(): Promise<void>;
  /** Stops in reverse order, each within `stopDeadlineMs`; later components are stopped even when one fails. */
  stop(): Promise<void>;
}

export interface LifecycleOptions {
  stopDeadlineMs?: number;
  onError?: (component: string, error: unknown) => void;
}

/** The ordered list of what a process consists of: stores first, intake last; it stops in the opposite order. */
export function createLifecycle(components: readonly Component[], options: LifecycleOptions = {}): Lifecycle {
  const { stopDeadlineMs = 10_000, onError = () => undefined } = options;
  let started: Component[] = [];

  async function stopOne(component: Component): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`did not stop within ${stopDeadlineMs} ms`)), stopDeadlineMs);
    });
    try {
      await Promise.race([Promise.resolve(component.stop?.()), deadline]);
    } catch (error) {
      onError(component.name, error);
    } finally {
      clearTimeout(timer);
    }
  }

  async function stop(): Promise<void> {
    const toStop = started.reverse();
    started = [];
    for (const component of toStop) await stopOne(component);
  }

  return {
    async start() {
      for (const component of components) {
        try {
          await component.start?.();
          started.push(component);
        } catch (error) {
          started.push(component);
          await stop();
          throw error;
        }
      }
    },
    stop,
  };
}
