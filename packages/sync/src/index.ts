export { applyChanges, applyClock, fit, type Fit } from "./apply.ts";
export { changedSince, type ChangedTile } from "./changed-since.ts";
export { systemClock, type Clock } from "./clock.ts";
export { socketTransport, type SocketLike } from "./socket-transport.ts";
export type { Event, State } from "./state.ts";
export type { SyncStatus } from "./status.ts";
export { createSync, type Sync, type SyncOptions } from "./sync-client.ts";
export type { Transport, TransportHandlers } from "./transport.ts";
