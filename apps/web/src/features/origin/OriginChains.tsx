import { useQuery } from "@tanstack/react-query";
import { zh } from "../../strings/zh-CN.ts";
import { zhDetail } from "../../strings/zh-CN-detail.ts";
import { originWords as words } from "../../strings/zh-CN-origin.ts";
import { originQuery } from "./origin-query.ts";
import { OriginSteps } from "./OriginSteps.tsx";

/** Where the figure on show comes from, step by step, for each of its measures. */
export default function OriginChains(props: Parameters<typeof originQuery>[0]) {
  const asked = useQuery(originQuery(props));
  if (asked.isError) return <p className="dim">{words.failed}</p>;
  if (asked.data === undefined) return <p className="dim">{words.loading}</p>;
  const chains = asked.data.filter(({ steps }) => steps.length > 0);
  if (chains.length === 0) return <p className="dim">{words.none}</p>;
  return (
    <>
      {chains.map((chain) => (
        <div className="origin-chain" key={`${chain.basis}:${chain.measure}`}>
          <h3>
            {zhDetail.measureInFull[chain.measure]}{" "}
            <span className="dim">{zh.basis[chain.basis]}</span>
          </h3>
          <OriginSteps steps={chain.steps} unit={chain.unit} />
        </div>
      ))}
    </>
  );
}
