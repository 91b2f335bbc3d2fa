import { useApi } from "../../../api/api.ts";
import { catalogueWords } from "../../../strings/zh-CN-catalogue.ts";
import { ReasonStep } from "./ReasonStep.tsx";

/** Nobody is asked for it any more; what was reported stays. The reason is the question asked once. */
export function EndDuty(props: { path: string; name: string; onClose: () => void }) {
  const api = useApi();
  return (
    <ReasonStep
      title={catalogueWords.sureEnd}
      ok={catalogueWords.end}
      done={catalogueWords.ended}
      send={(body) => api.send("DELETE", props.path, body)}
      onClose={props.onClose}
    >
      <p className="form-fact">{props.name}</p>
    </ReasonStep>
  );
}
