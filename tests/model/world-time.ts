/** Time of the model: stands still until it is turned, then runs what falls due, in order. */
export interface Due {
  at: number;
  run: () => void;
  cancelled: boolean;
}

export class WorldTime {
  now: number;
  #queue: Due[] = [];
  readonly #after: () => void;

  /** @param after runs after every event, to check what must hold at every moment */
  constructor(start: number, after: () => void) {
    this.now = start;
    this.#after = after;
  }

  in(ms: number, run: () => void): Due {
    const due: Due = { at: this.now + Math.max(0, ms), run, cancelled: false };
    // After everything due at the same moment, so that equal delays keep their order.
    let index = this.#queue.length;
    while (index > 0 && (this.#queue[index - 1]?.at ?? 0) > due.at) index--;
    this.#queue.splice(index, 0, due);
    return due;
  }

  turn(ms: number): void {
    const until = this.now + ms;
    for (let due = this.#queue[0]; due && due.at <= until; due = this.#queue[0]) {
      this.#queue.shift();
      this.now = Math.max(this.now, due.at);
      if (due.cancelled) continue;
      due.run();
      this.#after();
    }
    this.now = until;
    this.#after();
  }
}
