import { useEffect, useState } from "react";

/**
 * Real time in milliseconds, renewed every `everyMs` while `running`; null in the first drawing,
 * which the server made at another moment.
 */
export function useNow(everyMs: number, running = true): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    if (!running) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, running]);
  return now;
}

/** Real time in milliseconds on a page that only the browser draws, renewed every `everyMs`. */
export function useClock(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
