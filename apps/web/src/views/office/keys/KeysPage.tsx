import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { keysQuery } from "../../../api/accounts.ts";
import { useApi } from "../../../api/api.ts";
import { offers } from "../../../api/me.ts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { useMe } from "../me-context.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { ShownOnce } from "../ShownOnce.tsx";
import { KeyTable } from "./KeyTable.tsx";
import { NewKey } from "./NewKey.tsx";
import "../administration.css";

const words = admin.keys;

/** Keys by which machines hand figures in. */
export function KeysPage() {
  const keys = useQuery(keysQuery(useApi()));
  const me = useMe();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null);
  if (keys.data === undefined) {
    if (keys.isError) return <Failed error={keys.error} retry={() => void keys.refetch()} />;
    return <Loading />;
  }
  return (
    <>
      <div className="page-title">
        <h2>{admin.sections.keys}</h2>
        <span className="aside">{admin.count(keys.data.length)}</span>
        {offers(me, "api_key.write") ? (
          <Button type="primary" className="page-step" onClick={() => setMaking(true)}>
            {words.new}
          </Button>
        ) : null}
      </div>
      <KeyTable keys={keys.data} />
      {making ? <NewKey onClose={() => setMaking(false)} onMade={setMade} /> : null}
      {made === null ? null : (
        <ShownOnce
          title={words.made(made.name)}
          more={words.madeMore}
          label={words.secret}
          secret={made.secret}
          onClose={() => setMade(null)}
        />
      )}
    </>
  );
}
