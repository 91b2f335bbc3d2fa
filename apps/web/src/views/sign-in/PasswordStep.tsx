import type { Me } from "@diaodu/contracts";
import { useState } from "react";
import { signInWords } from "../../strings/zh-CN-sign-in.ts";
import { Field, PasswordField } from "./Field.tsx";
import { Step } from "./Step.tsx";
import { useSending } from "./use-sending.ts";
import type { SessionStep } from "./use-session-step.ts";

const words = signInWords.signIn;

/** Login and password, or the way over a provider where there is one. */
export function PasswordStep(props: {
  step: SessionStep;
  openId: Me["openId"];
  next: string;
  /** What happened before: accounts were made, or a provider sent the browser back in vain. */
  before: { done?: string; error?: string };
}) {
  const { step, openId, before } = props;
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const sending = useSending();
  const submit = () =>
    sending.send(
      step.api.send<Me>("POST", "/session", { login: login.trim().toLowerCase(), password }),
      step.setMe,
    );
  return (
    <Step
      title={words.title}
      done={before.done ?? null}
      error={sending.error ?? before.error ?? null}
      busy={sending.busy}
      onSubmit={submit}
    >
      <Field
        label={signInWords.login}
        value={login}
        onValue={setLogin}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        autoFocus
      />
      <PasswordField
        label={signInWords.password}
        value={password}
        onValue={setPassword}
        autoComplete="current-password"
      />
      <button className="primary" type="submit">
        {sending.busy ? words.sending : words.submit}
      </button>
      {openId === null ? null : (
        <>
          <p className="step-or">{words.or}</p>
          <a
            className="secondary"
            href={`/api/v1/oidc/start?next=${encodeURIComponent(props.next)}`}
          >
            {words.openId(openId.name)}
          </a>
        </>
      )}
    </Step>
  );
}
