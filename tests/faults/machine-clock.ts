/** The machine's clock as this process sees it, to be stepped like an operator or NTP would. */
export interface MachineClock {
  /** Steps by so many milliseconds, back when negative. Timers go on as they do on a real machine. */
  step(ms: number): void;
  /** Steps to an instant. */
  goTo(instant: string): void;
  restore(): void;
}

/** Puts every `Date` of this process under our hand, until `restore`. */
export function takeMachineClock(): MachineClock {
  const Real = Date;
  let ahead = 0;
  const now = (): number => Real.now() + ahead;
  globalThis.Date = new Proxy(Real, {
    construct: (target, args: unknown[], made) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, made) as object,
    get: (target, key): unknown => (key === "now" ? now : Reflect.get(target, key)),
  });
  return {
    step: (ms) => void (ahead += ms),
    goTo: (instant) => void (ahead = Real.parse(instant) - Real.now()),
    restore: () => void (globalThis.Date = Real),
  };
}
