/** How the page stands with its server. All times are milliseconds of the page's own clock. */
export interface LinkStatus {
  /** Nothing was attempted yet: the first paint, before any script ran. */
  started: boolean;
  connected: boolean;
  /** When the server last said that `seq` is its head; null before the first time. */
  confirmedAt: number | null;
  /** The figures may have moved on without us: shown as a band. */
  stale: boolean;
  /** This page's scripts cannot read what the server sends. */
  incompatible: boolean;
  /** A build other than this page's is being served. */
  newBuild: string | null;
  /** The server no longer knows who is looking: nothing may be shown any more. */
  shutOut: boolean;
}

export const BEFORE_START: LinkStatus = {
  started: false,
  connected: false,
  confirmedAt: null,
  stale: false,
  incompatible: false,
  newBuild: null,
  shutOut: false,
};

/** Holds the status outside React, so that only those who show it draw again. */
export interface LinkStore {
  get(): LinkStatus;
  set(part: Partial<LinkStatus>): void;
  subscribe(listener: () => void): () => void;
}

export function createLinkStore(): LinkStore {
  let status = BEFORE_START;
  const listeners = new Set<() => void>();
  return {
    get: () => status,
    set(part) {
      const changed = (Object.keys(part) as (keyof LinkStatus)[]).some(
        (name) => part[name] !== status[name],
      );
      if (!changed) return;
      status = { ...status, ...part };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
