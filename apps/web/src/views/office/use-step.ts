import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { App, type FormInstance } from "antd";
import { useState } from "react";
import { Refused, wordsOf } from "../../api/problem.ts";
import { admin } from "../../strings/zh-CN-admin.ts";
import { office } from "../../strings/zh-CN-office.ts";

/** One step towards the server from a button or a form. */
export interface StepRunner {
  readonly busy: boolean;
  /**
   * Sends; says how it went; reads again what it changed. Faults of fields stand beside them.
   * @returns whether it was done
   */
  run<T>(
    step: () => Promise<T>,
    o: {
      done?: (answer: T) => string | undefined;
      form?: FormInstance;
      changes: readonly QueryKey[];
    },
  ): Promise<boolean>;
}

export function useStep(): StepRunner {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const readAgain = (keys: readonly QueryKey[]) =>
    Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
  return {
    busy,
    async run(step, { done, form, changes }) {
      setBusy(true);
      try {
        const answer = await step();
        const words = done?.(answer);
        if (words !== undefined) void message.success(words);
        void readAgain(changes);
        return true;
      } catch (error) {
        const stale = error instanceof Refused && error.code === "changed_meanwhile";
        if (stale) await readAgain(changes);
        if (!(form !== undefined && showFaults(form, error))) {
          const words = stale ? admin.changedMeanwhile : wordsOf(error, office.unreachable);
          void message.error(admin.failed(words), 6);
        }
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}

/** Puts each fault beside its field; false where one of them belongs to no field of the form. */
function showFaults(form: FormInstance, error: unknown): boolean {
  if (!(error instanceof Refused) || error.faults.length === 0) return false;
  const byPath = new Map<string, string[]>();
  for (const { path, message } of error.faults) {
    byPath.set(path, [...(byPath.get(path) ?? []), message]);
  }
  const named = [...byPath].map(([path, errors]) => ({
    name: path.split(".").map((part) => (/^\d+$/u.test(part) ? Number(part) : part)),
    errors,
  }));
  form.setFields(named);
  return named.every(({ name }) => form.getFieldInstance(name) !== undefined);
}
