/** Where the connection stands. The table in transition-table.ts says how it gets anywhere. */
export type State =
  /** No socket has opened yet. */
  | "offline"
  /** A socket is open; the server has not yet said what we miss. */
  | "subscribing"
  /** A socket is open; our seq means nothing to the server, so the whole board is being fetched. */
  | "snapshotting"
  /** The board is the server's board, confirmed within two beats. */
  | "live"
  /** The socket closed or hangs: what is shown is no longer confirmed. */
  | "stale"
  /** The server speaks another protocol: only a newer page can read it. */
  | "incompatible";

export type Event =
  | "socket_open"
  /** The socket closed, or could not be opened; the transport tries again by itself. */
  | "socket_closed"
  /** The server ended the socket: the transport will not come back by itself. */
  | "socket_ended"
  | "ack_changes"
  /** Changes that took more than two beats to come: true when sent, perhaps not now. */
  | "ack_aged"
  | "ack_reset"
  /** First `from_the_future` in a row: perhaps only a server that trails another one. */
  | "ack_future"
  | "ack_incompatible"
  | "ack_invalid"
  /** The ack did not come in time. */
  | "ack_late"
  | "snapshot_ok"
  /** The snapshot is older than the board that we have. */
  | "snapshot_old"
  | "snapshot_failed"
  | "changes_contiguous"
  | "changes_gap"
  | "changes_duplicate"
  /** A beat at our own seq. */
  | "beat"
  /** A beat past our seq: something was lost. */
  | "beat_ahead"
  /** Two beats have passed without the server confirming our seq. */
  | "beats_missed"
  /** A pause that `later` or `closed` asked for is over. */
  | "retry"
  /** The page is looked at again, and the last confirmation is recent. */
  | "wake"
  /** The page is looked at again, more than two beats after the last confirmation. */
  | "slept"
  /** The server runs another build than this page. */
  | "new_build";

export type Action =
  /** Ask what we miss: `subscribe since=seq`. */
  | "subscribe"
  /** Begin to fetch the whole board, unless a fetch is under way. */
  | "snapshot"
  /** Fetch it again after a pause. */
  | "refetch"
  /** Take the fetched board over. */
  | "adopt"
  /** Take over the board with the changes at hand applied. */
  | "apply"
  /** Keep a push until the ack tells where it belongs. */
  | "hold"
  /** Treat what was held as if it arrived now. */
  | "replay"
  /** Take over the beat's clock. */
  | "refresh"
  /** Note that the server confirmed our seq; all troubles are over. */
  | "confirm"
  /** Say that the link is closed, and see to it that it opens again. */
  | "closed"
  /** Say that the link hangs. */
  | "hung"
  /** `retry` after a pause that grows with every failure. */
  | "later"
  /** Give the socket up and open another one. */
  | "reconnect"
  /** Tell the page, once per build. */
  | "announce";

/** The state to go to, then what to do, in order. */
export type Transition = readonly [next: State, ...actions: Action[]];
