import type { ReactNode } from "react";
import { CheckedForm } from "../../ui/CheckedForm.tsx";

/** One step on the way in: a title, what it is for, a form, and what the server said against it. */
export function Step(props: {
  title: string;
  more?: string | undefined;
  error?: string | null;
  done?: string | null;
  busy?: boolean;
  onSubmit: () => void;
  children: ReactNode;
}) {
  return (
    <CheckedForm className="step" busy={props.busy} onSend={props.onSubmit}>
      <h2>{props.title}</h2>
      {props.more === undefined ? null : <p className="step-more">{props.more}</p>}
      {props.done ? (
        <p className="step-done" role="status">
          {props.done}
        </p>
      ) : null}
      {props.error ? (
        <p className="step-error" role="alert">
          {props.error}
        </p>
      ) : null}
      {props.children}
    </CheckedForm>
  );
}
