import type { Fault } from "@diaodu/contracts";

export interface PasswordRules {
  /** Characters. */
  readonly minLength: number;
  /** How many of lower case, upper case, digits and signs it must hold, 1..4. */
  readonly classes: number;
  /** Days until it must be changed; 0 for never. */
  readonly maxAgeDays: number;
  /** How many of the latest passwords, the present one among them, are not taken again. */
  readonly remembered: number;
}

const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u] as const;
const DAY_MS = 86_400_000;

/** Every rule that a new password breaks, in Chinese; empty when it may be used. */
export function passwordFaults(password: string, login: string, rules: PasswordRules): string[] {
  const faults: string[] = [];
  if (Array.from(password).length < rules.minLength)
    faults.push(`密码至少 ${rules.minLength} 个字符`);
  if (CLASSES.filter((one) => one.test(password)).length < rules.classes) {
    faults.push(
      rules.classes === 4
        ? "密码须同时包含小写字母、大写字母、数字和符号"
        : `密码须包含小写字母、大写字母、数字、符号中的至少 ${rules.classes} 类`,
    );
  }
  if (password.toLowerCase().includes(login.toLowerCase())) faults.push("密码不能包含登录名");
  return faults;
}

/** The same as faults of one field of a submission. */
export function passwordFaultsAt(
  path: string,
  password: string,
  login: string,
  rules: PasswordRules,
): Fault[] {
  return passwordFaults(password, login, rules).map((message) => ({
    path,
    code: "password_rule",
    message,
  }));
}

/** Whether a password set at `changedAt` (ISO 8601) must be changed now. */
export function passwordExpired(changedAt: string | null, now: Date, rules: PasswordRules) {
  if (changedAt === null || rules.maxAgeDays === 0) return false;
  return now.getTime() - Date.parse(changedAt) >= rules.maxAgeDays * DAY_MS;
}
