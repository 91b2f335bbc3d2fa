import type { Decisions, ReportAnswer, ReportEntry } from "@diaodu/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { useApi } from "../../api/api.ts";
import { ORIGIN_KEY, REPORTS_KEY } from "../../api/office-live.ts";
import { wordsOf } from "../../api/problem.ts";
import { office } from "../../strings/zh-CN-office.ts";

const words = office.review;

type Decision = Decisions["decisions"][number]["event"];

const DONE: Readonly<Record<Decision, (n: number, seq: number) => string>> = {
  publish: words.published,
  return: words.returned,
  withdraw: words.withdrawn,
};

/**
 * Publishes, returns or withdraws entries, all or none, each in the version that was on the screen, and says in
 * words how it went. Never rejects.
 */
export function useDecide() {
  const api = useApi();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [deciding, setDeciding] = useState(false);
  const decide = async (
    event: Decision,
    entries: readonly ReportEntry[],
    reason: string | null,
  ): Promise<void> => {
    const body: Decisions = {
      decisions: entries.map(({ id, version }) => ({ entry: id, version, event, reason })),
    };
    setDeciding(true);
    try {
      const { seq } = await api.send<ReportAnswer>("POST", "/reports/decisions", body);
      const n = entries.length;
      void message.success(DONE[event](n, seq), 6);
    } catch (error) {
      void message.error(words.failed(wordsOf(error, office.unreachable)), 8);
    } finally {
      setDeciding(false);
      await client.invalidateQueries({ queryKey: REPORTS_KEY });
      void client.invalidateQueries({ queryKey: ORIGIN_KEY });
    }
  };
  return { decide, deciding };
}
