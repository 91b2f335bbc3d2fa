import type { ItemProposal } from "@diaodu/contracts";
import type { FormInstance } from "antd";
import { App } from "antd";
import { useCallback, useState } from "react";
import { useApi } from "../../../api/api.ts";
import { readProposal } from "../../../api/items.ts";
import { wordsOf } from "../../../api/problem.ts";
import { itemWords } from "../../../strings/zh-CN-items.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import type { TypedContents } from "./typed-contents.ts";

const words = itemWords.form;

interface Filled {
  /** `indicator:region` that the form was filled from. */
  readonly of: string;
  readonly proposal: ItemProposal;
}

/** Fills a form with what the light of its indicator and region proposes. */
export function useFilled(
  form: FormInstance<
    TypedContents & { readonly indicator: string | null; readonly region: string }
  >,
) {
  const api = useApi();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [filled, setFilled] = useState<Filled | null>(null);
  const fill = useCallback(async () => {
    const indicator = form.getFieldValue("indicator") as string | null | undefined;
    const region = form.getFieldValue("region") as string | undefined;
    if (indicator === null || indicator === undefined || region === undefined) {
      form.setFields([{ name: "indicator", errors: [itemWords.step.required] }]);
      return;
    }
    setBusy(true);
    try {
      const proposal = await readProposal(api, indicator, region);
      const { title, problem, unit, person, leader, dueOn } = proposal;
      form.setFieldsValue({
        title,
        problem,
        dueOn,
        leader: leader?.name ?? "",
        person: person?.name ?? "",
        ...(unit === null ? {} : { unit }),
      });
      form.setFields([{ name: "indicator", errors: [] }]);
      setFilled({ of: `${indicator}:${region}`, proposal });
    } catch (error) {
      void message.error(wordsOf(error, office.unreachable));
    } finally {
      setBusy(false);
    }
  }, [api, form, message]);
  const note = filled === null ? null : filled.proposal.unit === null ? words.noUnit : words.filled;
  return {
    busy,
    fill,
    note,
    of: filled?.of ?? null,
    standing: filled?.proposal.standing ?? null,
  };
}
