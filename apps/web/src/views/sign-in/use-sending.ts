import { useState } from "react";
import { Refused, wordsOf } from "../../api/problem.ts";
import { signInWords } from "../../strings/zh-CN-sign-in.ts";

/** One form's way to the server: whether it is on its way, and what came back in words. */
export interface Sending {
  readonly busy: boolean;
  /** The refusal as a whole, or null where fields say it. */
  readonly error: string | null;
  /** What is wrong with one field of the submission, e.g. `system.login`. */
  faultOf(path: string): string | null;
  send<T>(step: Promise<T>, then: (answer: T) => void): void;
}

/** @param fields paths whose faults the form shows beside the field itself */
export function useSending(fields: readonly string[] = []): Sending {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const faults = failure instanceof Refused ? failure.faults : [];
  const shownByFields = faults.length > 0 && faults.every(({ path }) => fields.includes(path));
  return {
    busy,
    error: failure === null || shownByFields ? null : wordsOf(failure, signInWords.unreachable),
    faultOf: (path) => {
      const own = faults.filter((fault) => fault.path === path).map(({ message }) => message);
      return own.length === 0 ? null : [...new Set(own)].join("；");
    },
    send(step, then) {
      setBusy(true);
      setFailure(null);
      void (async () => {
        try {
          const answer = await step;
          setBusy(false);
          then(answer);
        } catch (error) {
          setBusy(false);
          setFailure(error);
        }
      })();
    },
  };
}
