import type { Account } from "@diaodu/contracts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { cityTime } from "../../../ui/city-date.ts";
import { stateOf } from "./account-state.ts";
import { StateMark } from "../StateMark.tsx";

const words = admin.accounts;

/** Mark, colour and word of how an account stands. */
export function AccountStateWords({ account, now }: { account: Account; now: number }) {
  const state = stateOf(account, now);
  switch (state) {
    case "active":
      return <StateMark light="on" words={words.states.active} />;
    case "mustChange":
      return <StateMark light="slow" words={words.states.mustChange} />;
    case "locked": {
      const until = cityTime(account.lockedUntil ?? now);
      return <StateMark light="behind" words={words.lockedUntil(until)} />;
    }
    case "disabled":
      return <StateMark light="none" words={words.states.disabled} />;
  }
}
