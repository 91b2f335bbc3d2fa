import { type FormEvent, type ReactNode, useState } from "react";
import { formWords as words } from "../strings/zh-CN-forms.ts";

/**
 * A form that says in the product's words what is missing in it: the browser would say so in its own
 * language. What a field asks for stands on the field (`required`, `min`); its label names it.
 */
export function CheckedForm(props: {
  className: string;
  /** Already on its way: it is not sent again. */
  busy?: boolean | undefined;
  onSend: () => void;
  children: ReactNode;
}) {
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wrong = Array.from(event.currentTarget.elements).find(
      (one): one is Asking =>
        one instanceof HTMLElement && "validity" in one && !isFit(one as Asking),
    );
    setFault(wrong === undefined ? null : faultOf(wrong));
    if (wrong !== undefined) wrong.focus();
    else if (props.busy !== true) props.onSend();
  };
  return (
    <form
      className={props.className}
      aria-busy={props.busy}
      noValidate
      onSubmit={submit}
      onInput={() => setFault(null)}
    >
      {props.children}
      {fault === null ? null : (
        <p className="form-fault" role="alert">
          {fault}
        </p>
      )}
    </form>
  );
}

type Asking = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Spaces alone are nothing: the server takes them off. */
function isFit(one: Asking): boolean {
  return one.validity.valid && !(one.required && one.value.trim() === "");
}

function faultOf(one: Asking): string {
  const label = one.labels?.[0]?.firstChild?.textContent ?? one.getAttribute("aria-label") ?? "";
  if (one.validity.badInput) return words.wrong(label);
  if (one.value.trim() === "") {
    return one instanceof HTMLSelectElement ? words.unchosen(label) : words.missing(label);
  }
  if (one.validity.rangeUnderflow && one instanceof HTMLInputElement) {
    return words.early(label, one.min);
  }
  return words.wrong(label);
}
