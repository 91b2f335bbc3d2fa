import type { Liaison } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Button, Empty } from "antd";
import { useState } from "react";
import { useApi } from "../../../api/api.ts";
import { liaisonsQuery } from "../../../api/items.ts";
import { offers } from "../../../api/me.ts";
import { itemWords } from "../../../strings/zh-CN-items.ts";
import { useMe } from "../me-context.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { LiaisonCard } from "./LiaisonCard.tsx";
import { LiaisonForm } from "./LiaisonForm.tsx";
import "./liaisons.css";

const words = itemWords.liaisons;

/** 包联: what each leader answers for, and what was done for it. */
export function LiaisonsPage() {
  const liaisons = useQuery(liaisonsQuery(useApi()));
  const me = useMe();
  const [beginning, setBeginning] = useState(false);
  return (
    <>
      <div className="page-title">
        <h2>{words.section}</h2>
        {offers(me, "liaison.write") ? (
          <Button type="primary" onClick={() => setBeginning(true)}>
            {words.begin}
          </Button>
        ) : null}
      </div>
      {liaisons.data !== undefined ? (
        <ByLeader liaisons={liaisons.data.liaisons} />
      ) : liaisons.isError ? (
        <Failed error={liaisons.error} retry={() => void liaisons.refetch()} />
      ) : (
        <Loading />
      )}
      {beginning ? <LiaisonForm liaison={null} onClose={() => setBeginning(false)} /> : null}
    </>
  );
}

function ByLeader({ liaisons }: { liaisons: readonly Liaison[] }) {
  if (liaisons.length === 0) return <Empty description={words.empty} />;
  const groups = new Map<string, Liaison[]>();
  for (const one of liaisons) {
    const key = one.leader.accountId ?? one.leader.name;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].map(([key, own]) => (
    <section key={key} className="liaison-leader">
      <h3>
        {own[0]?.leader.name} <span className="dim">{words.of(own.length)}</span>
      </h3>
      <div className="liaison-cards">
        {own.map((one) => (
          <LiaisonCard key={one.id} liaison={one} />
        ))}
      </div>
    </section>
  ));
}
