import { type InputHTMLAttributes, type ReactNode, useId, useState } from "react";
import { signInWords } from "../../strings/zh-CN-sign-in.ts";

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "value"> {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly fault?: string | null;
  readonly more?: string;
}

/** A labelled line of a form; what is wrong with it stands below it and is read with it. */
export function Field({ label, fault, more, onValue, ...input }: FieldProps) {
  return (
    <Line label={label} fault={fault} more={more}>
      {(given) => (
        <input {...input} {...given} onChange={({ target }) => onValue(target.value)} required />
      )}
    </Line>
  );
}

/** A password, shown on demand: whoever can read what they type mistypes less. */
export function PasswordField({ label, fault, more, onValue, ...input }: FieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <Line label={label} fault={fault} more={more}>
      {(given) => (
        <span className="with-button">
          <input
            {...input}
            {...given}
            type={shown ? "text" : "password"}
            maxLength={200}
            onChange={({ target }) => onValue(target.value)}
            required
          />
          <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? signInWords.hide : signInWords.show}
          </button>
        </span>
      )}
    </Line>
  );
}

interface Given {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
}

function Line(props: {
  label: string;
  fault?: string | null | undefined;
  more?: string | undefined;
  children: (given: Given) => ReactNode;
}) {
  const id = useId();
  const note = props.fault ?? props.more ?? null;
  return (
    <div className="field" data-faulty={props.fault ? true : undefined}>
      <label htmlFor={id}>{props.label}</label>
      {props.children({
        id,
        "aria-invalid": Boolean(props.fault),
        "aria-describedby": note === null ? undefined : `${id}-note`,
      })}
      {note === null ? null : (
        <p className="field-note" id={`${id}-note`}>
          {note}
        </p>
      )}
    </div>
  );
}
