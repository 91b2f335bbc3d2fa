import { useEffect, useState } from "react";
import type { Api } from "../../api/api.ts";
import { signInWords } from "../../strings/zh-CN-sign-in.ts";
import { cityTimeWithSeconds } from "../../ui/city-date.ts";
import { keepAsking, type PairingState } from "./keep-asking.ts";

const words = signInWords.pairing;
const OFFICE_PATH = "/office/screens";

/** What hangs in the hall until somebody lets the display in: the code, large, and what to do. */
export function PairingView(props: {
  api: Pick<Api, "get" | "send">;
  page: Pick<Window, "location" | "setTimeout">;
  onPaired: () => void;
}) {
  const { api, page, onPaired } = props;
  const [state, setState] = useState<PairingState>({ kind: "asking" });
  useEffect(
    () =>
      keepAsking({
        api,
        clock: () => Date.now(),
        later: (step, ms) => page.setTimeout(step, ms),
        onState: setState,
      }),
    [api, page],
  );
  useEffect(() => {
    if (state.kind === "paired") onPaired();
  }, [state.kind, onPaired]);
  const code = "code" in state ? state.code : null;
  const [open, ...rest] = words.steps;
  return (
    <main className="pairing">
      <h1>{words.title}</h1>
      <div className="pairing-code" role="group" aria-label={words.code}>
        {code === null
          ? "······"
          : Array.from(code, (sign, place) => <span key={`${place}${sign}`}>{sign}</span>)}
      </div>
      <ol>
        <li>
          {open} <b>{page.location.host + OFFICE_PATH}</b>
        </li>
        {rest.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <p className="pairing-foot" role="status">
        <StateWords state={state} />
        <a href="/sign-in?next=%2Fwall">{words.signIn}</a>
      </p>
    </main>
  );
}

function StateWords({ state }: { state: PairingState }) {
  switch (state.kind) {
    case "asking":
      return <span>{signInWords.loading}</span>;
    case "waiting":
      return <span>{words.renews(cityTimeWithSeconds(state.at))}</span>;
    case "unreachable":
      return <span className="pairing-alarm">{words.disconnected}</span>;
    case "busy":
      return <span className="pairing-alarm">{words.busy}</span>;
    case "paired":
      return <span>{words.paired}</span>;
  }
}
