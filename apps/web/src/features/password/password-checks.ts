import type { Me } from "@diaodu/contracts";
import { signInWords } from "../../strings/zh-CN-sign-in.ts";

export type PasswordRules = Me["passwordRules"];

/** One requirement of a new password, and whether what is typed so far meets it. */
export interface PasswordCheck {
  readonly words: string;
  readonly met: boolean;
}

/** Lower case, upper case, digits, everything else: as the server counts them. */
const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u] as const;
const words = signInWords.rules;

/**
 * The rules that can be judged while typing; whether a password was used before only the server knows.
 * @param typed.again the second time it was typed, where it is asked for twice
 * @param typed.current the password that it replaces
 */
export function passwordChecks(
  typed: {
    readonly password: string;
    readonly login: string;
    readonly again?: string;
    readonly current?: string;
  },
  rules: PasswordRules,
): PasswordCheck[] {
  const { password, login, again, current } = typed;
  const classes = CLASSES.filter((one) => one.test(password)).length;
  const begun = password !== "";
  const checks: PasswordCheck[] = [
    { words: words.length(rules.minLength), met: Array.from(password).length >= rules.minLength },
    {
      words: rules.classes === CLASSES.length ? words.allClasses : words.classes(rules.classes),
      met: classes >= rules.classes,
    },
    {
      words: words.noLogin,
      met: begun && (login === "" || !password.toLowerCase().includes(login.toLowerCase())),
    },
  ];
  if (current !== undefined)
    checks.push({ words: words.different, met: begun && password !== current });
  if (again !== undefined) checks.push({ words: words.same, met: begun && password === again });
  return checks;
}

/** What is asked of passwords over time, in one sentence; empty where nothing is. */
export function passwordHabits(rules: PasswordRules): string {
  return [
    rules.remembered > 0 ? words.remembered(rules.remembered) : "",
    rules.maxAgeDays > 0 ? words.maxAge(rules.maxAgeDays) : "",
  ].join("");
}
