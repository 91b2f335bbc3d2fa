import { useEffect, useState } from "react";
import { signInWords } from "../../strings/zh-CN-sign-in.ts";
import { ChangeStep } from "./ChangeStep.tsx";
import { destination, ownPath } from "./destination.ts";
import { PasswordStep } from "./PasswordStep.tsx";
import { SecondFactorStep } from "./SecondFactorStep.tsx";
import { SetupStep } from "./SetupStep.tsx";
import { useSessionStep } from "./use-session-step.ts";

/** The way in: whatever the server says stands between the caller and the office, in its turn. */
export function SignInView({ search }: { search: string }) {
  const step = useSessionStep();
  const [done, setDone] = useState<string>();
  const [anotherAccount, setAnotherAccount] = useState(false);
  const { me } = step;
  const isIn = me !== null && me.account !== null && me.pending === "none";
  useEffect(() => {
    if (isIn) window.location.replace(destination(search, me));
  }, [isIn, me, search]);
  const error = openIdFailure(search);

  function stepNow() {
    if (me === null && step.failed) {
      return (
        <div className="step" role="alert">
          <p className="step-error">{signInWords.unreachable}</p>
          <button className="primary" type="button" onClick={step.reload}>
            {signInWords.retry}
          </button>
        </div>
      );
    }
    if (me === null || isIn)
      return (
        <p className="step" role="status">
          {signInWords.loading}
        </p>
      );
    if (me.pending === "setup") {
      return <SetupStep step={step} rules={me.passwordRules} onDone={setDone} />;
    }
    if (me.pending === "change_password") return <ChangeStep step={step} me={me} />;
    if (me.pending === "second_factor" && !anotherAccount) {
      return <SecondFactorStep step={step} back={() => setAnotherAccount(true)} />;
    }
    return (
      <PasswordStep
        step={{
          ...step,
          setMe: (next) => {
            setAnotherAccount(false);
            step.setMe(next);
          },
        }}
        openId={me.openId}
        next={ownPath(new URLSearchParams(search).get("next")) ?? "/office"}
        before={{
          ...(done === undefined ? {} : { done }),
          ...(error === null ? {} : { error }),
        }}
      />
    );
  }

  return (
    <main className="sign-in" data-step={me?.pending}>
      <h1>{signInWords.product}</h1>
      {stepNow()}
    </main>
  );
}

/** Why a provider sent the browser back without an identity, in words. */
function openIdFailure(search: string): string | null {
  const why = new URLSearchParams(search).get("openid");
  const all: Readonly<Record<string, string>> = signInWords.openIdFailed;
  return why === null ? null : (all[why] ?? signInWords.openIdFailed.provider);
}
