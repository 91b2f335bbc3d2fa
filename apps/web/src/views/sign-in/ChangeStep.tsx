import type { Me } from "@diaodu/contracts";
import { useState } from "react";
import { passwordChecks, passwordHabits } from "../../features/password/password-checks.ts";
import { PasswordChecks } from "../../features/password/PasswordChecks.tsx";
import { signInWords } from "../../strings/zh-CN-sign-in.ts";
import { PasswordField } from "./Field.tsx";
import { Step } from "./Step.tsx";
import { useSending } from "./use-sending.ts";
import type { SessionStep } from "./use-session-step.ts";

const words = signInWords.change;

/** A first or an expired password is changed before anything else. */
export function ChangeStep({ step, me }: { step: SessionStep; me: Me }) {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const sending = useSending(["current", "next"]);
  const leaving = useSending();
  const typed = { password: next, login: me.account?.login ?? "", again, current };
  const checks = passwordChecks(typed, me.passwordRules);
  const ready = current !== "" && checks.every(({ met }) => met);
  const submit = () =>
    sending.send(step.api.send<Me>("POST", "/me/password", { current, next }), step.setMe);
  return (
    <Step
      title={words.title}
      more={words.more(me.account?.name ?? "")}
      error={sending.error ?? leaving.error}
      busy={sending.busy}
      onSubmit={submit}
    >
      <PasswordField
        label={words.current}
        value={current}
        onValue={setCurrent}
        fault={sending.faultOf("current")}
        autoComplete="current-password"
        autoFocus
      />
      <PasswordField
        label={words.next}
        value={next}
        onValue={setNext}
        fault={sending.faultOf("next")}
        autoComplete="new-password"
      />
      <PasswordField
        label={words.again}
        value={again}
        onValue={setAgain}
        autoComplete="new-password"
      />
      <PasswordChecks checks={checks} habits={passwordHabits(me.passwordRules)} />
      <button className="primary" type="submit" disabled={!ready}>
        {sending.busy ? words.sending : words.submit}
      </button>
      <button
        className="link"
        type="button"
        onClick={() => leaving.send(step.api.send("DELETE", "/session"), step.reload)}
      >
        {words.signOut}
      </button>
    </Step>
  );
}
