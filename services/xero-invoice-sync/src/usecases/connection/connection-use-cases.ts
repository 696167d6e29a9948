import { makeBeginConnect, type BeginConnectDeps } from './begin-connect.ts';
import { makeChangeConnection, type ChangeConnectionDeps } from './change-connection.ts';
import { makeConnectCustom, type ConnectCustomDeps } from './connect-custom.ts';
import { makeFinishConnect, type FinishConnectDeps } from './finish-connect.ts';
import { makeListConnections } from './list-connections.ts';

export type ConnectionDeps = BeginConnectDeps & FinishConnectDeps & ConnectCustomDeps & ChangeConnectionDeps;

export type ConnectionUseCases = ReturnType<typeof makeConnectionUseCases>;

export function makeConnectionUseCases(deps: ConnectionDeps) {
  return {
    beginConnect: makeBeginConnect(deps),
    finishConnect: makeFinishConnect(deps),
    connectCustom: makeConnectCustom(deps),
    change: makeChangeConnection(deps),
    listConnections: makeListConnections(deps),
  };
}
