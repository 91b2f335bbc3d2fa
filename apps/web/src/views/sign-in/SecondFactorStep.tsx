import type { Me } from "@diaodu/contracts";
import { useState } from "react";
import { signInWords } from "../../strings/zh-CN-sign-in.ts";
import { Field } from "./Field.tsx";
import { Step } from "./Step.tsx";
import { useSending } from "./use-sending.ts";
import type { SessionStep } from "./use-session-step.ts";

const words = signInWords.secondFactor;

/** The six digits of the authenticator; sent as soon as the last one stands. */
export function SecondFactorStep({ step, back }: { step: SessionStep; back: () => void }) {
  const [code, setCode] = useState("");
  const sending = useSending();
  const send = (digits: string) =>
    sending.send(step.api.send<Me>("POST", "/session/second-factor", { code: digits }), step.setMe);
  return (
    <Step
      title={words.title}
      more={words.more}
      error={sending.error}
      busy={sending.busy}
      onSubmit={() => send(code)}
    >
      <Field
        label={words.code}
        className="six-digits"
        value={code}
        onValue={(typed) => {
          const digits = typed.replaceAll(/\D/gu, "").slice(0, 6);
          setCode(digits);
          if (digits.length === 6 && digits !== code && !sending.busy) send(digits);
        }}
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
      />
      <button className="primary" type="submit" disabled={code.length < 6}>
        {sending.busy ? words.sending : words.submit}
      </button>
      <p className="step-foot">{words.lost}</p>
      <button className="link" type="button" onClick={back}>
        {words.back}
      </button>
    </Step>
  );
}
