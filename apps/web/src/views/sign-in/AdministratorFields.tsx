import { passwordChecks, type PasswordRules } from "../../features/password/password-checks.ts";
import { PasswordChecks } from "../../features/password/PasswordChecks.tsx";
import { signInWords } from "../../strings/zh-CN-sign-in.ts";
import { Field, PasswordField } from "./Field.tsx";

export interface Administrator {
  readonly login: string;
  readonly name: string;
  readonly password: string;
}

/** One of the three administrators, with a sentence on what this one does and cannot do. */
export function AdministratorFields(props: {
  words: { readonly name: string; readonly does: string };
  value: Administrator;
  rules: PasswordRules;
  faultOf: (field: keyof Administrator) => string | null;
  onValue: (value: Administrator) => void;
}) {
  const { value, onValue, faultOf } = props;
  return (
    <fieldset>
      <legend>{props.words.name}</legend>
      <p className="step-more">{props.words.does}</p>
      <Field
        label={signInWords.setup.name}
        value={value.name}
        onValue={(name) => onValue({ ...value, name })}
        fault={faultOf("name")}
        autoComplete="off"
        maxLength={40}
      />
      <Field
        label={signInWords.login}
        value={value.login}
        onValue={(login) => onValue({ ...value, login })}
        fault={faultOf("login")}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
      />
      <PasswordField
        label={signInWords.password}
        value={value.password}
        onValue={(password) => onValue({ ...value, password })}
        fault={faultOf("password")}
        autoComplete="new-password"
      />
      <PasswordChecks checks={passwordChecks(value, props.rules)} />
    </fieldset>
  );
}
