import { Socket } from 'node:net';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\]|::ffff:127(\.\d{1,3}){3})$/i;

/**
 * From now on a connection of this process to anywhere but this machine fails, whatever library asks for it. Answers what
 * lifts the block again; call it in `afterAll`, because other suites run in the same process.
 */
export function blockOutboundNetwork(): () => void {
  const connect = Socket.prototype.connect;
  function guarded(this: Socket, ...args: unknown[]): Socket {
    const host = hostOf(args);
    if (host === undefined || LOOPBACK.test(host)) return Reflect.apply(connect, this, args) as Socket;
    return this.destroy(new Error(`Blocked: this test tried to reach ${host}; only this machine is allowed.`));
  }
  Socket.prototype.connect = guarded;
  return () => {
    Socket.prototype.connect = connect;
  };
}

/** `connect(port, host?)`, `connect(path)`, `connect({ host })` or, from within Node, `connect([{ host }])`. Undefined: this machine. */
function hostOf(args: readonly unknown[]): string | undefined {
  const first = Array.isArray(args[0]) ? (args[0] as unknown[])[0] : args[0];
  if (typeof first === 'object' && first !== null) return (first as { host?: string }).host;
  return typeof first === 'number' && typeof args[1] === 'string' ? args[1] : undefined;
}
