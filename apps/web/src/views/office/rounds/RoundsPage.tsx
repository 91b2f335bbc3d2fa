import { useQuery } from "@tanstack/react-query";
import { Button, Empty } from "antd";
import { useState } from "react";
import { useParams } from "wouter";
import { useApi } from "../../../api/api.ts";
import { roundsQuery } from "../../../api/rounds.ts";
import { roundWords as words } from "../../../strings/zh-CN-rounds.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { BurdenTable } from "./BurdenTable.tsx";
import { RoundSheet } from "./RoundSheet.tsx";
import { RoundTable } from "./RoundTable.tsx";
import { RunningRound } from "./RunningRound.tsx";
import "./rounds.css";

/** 调度期: the running round and the year's list, or one round with what it found. */
export function RoundsPage() {
  const { code } = useParams<{ code?: string }>();
  return code === undefined ? <Year /> : <RoundSheet key={code} code={code} />;
}

function Year() {
  const [year, setYear] = useState<number | null>(null);
  const api = useApi();
  const running = useQuery(roundsQuery(api, null));
  const shown = useQuery(roundsQuery(api, year));
  if (running.data === undefined) {
    if (!running.isError) return <Loading />;
    return <Failed error={running.error} retry={() => void running.refetch()} />;
  }
  const list = shown.data ?? running.data;
  return (
    <div className="rounds-page">
      <div className="page-title">
        <h2>{words.section}</h2>
      </div>
      {running.data.running === null ? (
        <Empty description={`${words.none}。${words.noneMore}`} />
      ) : (
        <RunningRound code={running.data.running} />
      )}
      <section>
        <div className="page-title">
          <h3>{words.year(list.year, list.rounds.length, list.left)}</h3>
          <Button size="small" onClick={() => setYear(list.year - 1)}>
            {words.lastYear}
          </Button>
          <Button
            size="small"
            disabled={list.year >= running.data.year}
            onClick={() => setYear(list.year + 1)}
          >
            {words.nextYear}
          </Button>
        </div>
        {list.rounds.length === 0 ? (
          <Empty description={words.noRounds} />
        ) : (
          <RoundTable rounds={list.rounds} />
        )}
      </section>
      <BurdenTable />
    </div>
  );
}
