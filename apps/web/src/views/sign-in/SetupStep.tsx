import { useState } from "react";
import { passwordChecks, passwordHabits } from "../../features/password/password-checks.ts";
import type { PasswordRules } from "../../features/password/password-checks.ts";
import { signInWords } from "../../strings/zh-CN-sign-in.ts";
import { AdministratorFields, type Administrator } from "./AdministratorFields.tsx";
import { Field } from "./Field.tsx";
import { Step } from "./Step.tsx";
import { useSending } from "./use-sending.ts";
import type { SessionStep } from "./use-session-step.ts";

const words = signInWords.setup;
const PLACES = ["system", "security", "audit"] as const;
type Place = (typeof PLACES)[number];
const FIELDS = [
  "code",
  ...PLACES.flatMap((place) => ["login", "name", "password"].map((field) => `${place}.${field}`)),
];

const NOBODY: Administrator = { login: "", name: "", password: "" };

/** The first start: whoever sees the server's output makes the three administrators, once. */
export function SetupStep(props: {
  step: SessionStep;
  rules: PasswordRules;
  onDone: (words: string) => void;
}) {
  const { step, rules } = props;
  const [code, setCode] = useState("");
  const [people, setPeople] = useState<Record<Place, Administrator>>({
    system: NOBODY,
    security: NOBODY,
    audit: NOBODY,
  });
  const sending = useSending(FIELDS);
  const logins = PLACES.map((place) => people[place].login.trim().toLowerCase());
  const isTwice = (place: Place) => {
    const own = people[place].login.trim().toLowerCase();
    return own !== "" && logins.filter((login) => login === own).length > 1;
  };
  const ready = PLACES.every(
    (place) => !isTwice(place) && passwordChecks(people[place], rules).every(({ met }) => met),
  );
  const submit = () =>
    sending.send(step.api.send("POST", "/setup", { code, ...people }), () => {
      props.onDone(words.done);
      step.reload();
    });
  return (
    <Step
      title={words.title}
      more={words.more}
      error={sending.error}
      busy={sending.busy}
      onSubmit={submit}
    >
      <Field
        label={words.code}
        more={words.codeMore}
        className="setup-code"
        value={code}
        onValue={setCode}
        fault={sending.faultOf("code")}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        placeholder="XXXX-XXXX-XXXX"
        autoFocus
      />
      <div className="administrators">
        {PLACES.map((place) => (
          <AdministratorFields
            key={place}
            words={words.roles[place]}
            value={people[place]}
            rules={rules}
            faultOf={(field) =>
              sending.faultOf(`${place}.${field}`) ??
              (field === "login" && isTwice(place) ? words.distinct : null)
            }
            onValue={(value) => setPeople({ ...people, [place]: value })}
          />
        ))}
      </div>
      <p className="step-foot">{passwordHabits(rules)}</p>
      <button className="primary" type="submit" disabled={!ready}>
        {sending.busy ? words.sending : words.submit}
      </button>
    </Step>
  );
}
