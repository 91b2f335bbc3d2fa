import { ROLE_NAMES } from "@diaodu/domain";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { useLocation } from "wouter";
import { useApi } from "../../api/api.ts";
import { wordsOf } from "../../api/problem.ts";
import { admin } from "../../strings/zh-CN-admin.ts";
import { createKeeper } from "../../offline/kept-board.ts";
import { office } from "../../strings/zh-CN-office.ts";
import { useMe } from "./me-context.ts";

export const ME_PATH = "/me";

/** Who is signed in, and the way out. */
export function UserMenu() {
  const { account } = useMe();
  const [, go] = useLocation();
  const api = useApi();
  const { message } = App.useApp();
  const [leaving, setLeaving] = useState(false);
  if (account === null) return null;
  const signOut = () => {
    setLeaving(true);
    void (async () => {
      try {
        await api.send("DELETE", "/session");
        // The phone's pages of this device keep figures for a time without a network.
        await createKeeper(window).forget();
        window.location.assign("/sign-in");
      } catch (error) {
        setLeaving(false);
        void message.error(wordsOf(error, office.unreachable));
      }
    })();
  };
  const roles = account.roles.map((role) => ROLE_NAMES[role]).join("、");
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          ...(roles === "" ? [] : [{ key: "who", label: roles, disabled: true }]),
          { key: "me", label: admin.me, onClick: () => go(ME_PATH) },
          { key: "out", label: leaving ? office.signingOut : office.signOut, onClick: signOut },
        ],
      }}
    >
      <Button type="text">{account.name}</Button>
    </Dropdown>
  );
}
