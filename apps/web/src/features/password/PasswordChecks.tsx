import { signInWords } from "../../strings/zh-CN-sign-in.ts";
import type { PasswordCheck } from "./password-checks.ts";

const words = signInWords.rules;

/** The rules of a new password, each ticked as soon as it is met: mark, colour and word. */
export function PasswordChecks(props: { checks: readonly PasswordCheck[]; habits?: string }) {
  return (
    <div className="password-checks">
      <ul aria-label={words.title}>
        {props.checks.map(({ words: rule, met }) => (
          <li key={rule} data-met={met}>
            <span aria-hidden="true">{met ? "✓" : "○"}</span> {rule}
            <span className="visually-hidden">{met ? words.met : words.unmet}</span>
          </li>
        ))}
      </ul>
      {props.habits ? <p>{props.habits}</p> : null}
    </div>
  );
}
