import type { InboxMessage, InboxReadAnswer } from "@diaodu/contracts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Badge, Button, Drawer, Empty } from "antd";
import { useState } from "react";
import { useLocation } from "wouter";
import { useApi } from "../../../api/api.ts";
import { INBOX_KEY } from "../../../api/office-live.ts";
import { inboxQuery, SLIP_KEY } from "../../../api/slips.ts";
import { inboxWords as words } from "../../../strings/zh-CN-slips.ts";
import { momentLabel } from "../../../ui/city-date.ts";
import { Failed, Loading } from "../PageStates.tsx";
import "./inbox.css";

const OFFICE = "/office";

/** 收件箱 in the head of the office: how much is unread, and what it says. */
export function InboxBell() {
  const api = useApi();
  const client = useQueryClient();
  const [, go] = useLocation();
  const [open, setOpen] = useState(false);
  const inbox = useQuery(inboxQuery(api));
  const unread = inbox.data?.unread ?? 0;
  const messages = inbox.data?.messages ?? [];

  const read = async (ids: readonly string[]) => {
    if (ids.length === 0) return;
    await api.send<InboxReadAnswer>("POST", "/inbox/read", { ids: [...ids] }).catch(() => null);
    await client.invalidateQueries({ queryKey: INBOX_KEY });
    await client.invalidateQueries({ queryKey: SLIP_KEY });
  };
  const follow = (message: InboxMessage) => {
    if (!message.read) void read([message.id]);
    const { path } = message;
    if (path === null) return;
    setOpen(false);
    if (path.startsWith(`${OFFICE}/`)) go(path.slice(OFFICE.length));
    else window.location.assign(path);
  };
  return (
    <>
      <Badge count={unread} size="small" offset={[-4, 6]}>
        <Button type="text" aria-label={words.bell(unread)} onClick={() => setOpen(true)}>
          {words.title}
        </Button>
      </Badge>
      <Drawer
        open={open}
        size={480}
        title={words.title}
        onClose={() => setOpen(false)}
        extra={
          <Button
            size="small"
            disabled={unread === 0}
            onClick={() => void read(messages.filter((one) => !one.read).map(({ id }) => id))}
          >
            {words.readAll}
          </Button>
        }
      >
        {inbox.data === undefined ? (
          inbox.isError ? (
            <Failed error={inbox.error} retry={() => void inbox.refetch()} />
          ) : (
            <Loading />
          )
        ) : messages.length === 0 ? (
          <Empty description={words.empty} />
        ) : (
          <ul className="inbox">
            {messages.map((message) => (
              <li key={message.id} className={message.read ? "" : "inbox-unread"}>
                <p>
                  {message.read ? null : <span className="inbox-mark">{words.unread} </span>}
                  <b>{message.title}</b>
                </p>
                <p className="dim">
                  {[message.number, message.unitName, momentLabel(message.at)]
                    .filter((part) => part !== null)
                    .join(" · ")}
                </p>
                {message.lines.map((line) => (
                  <p key={line}>{line}</p>
                ))}
                {message.path === null && message.read ? null : (
                  <Button size="small" onClick={() => follow(message)}>
                    {words.open}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Drawer>
    </>
  );
}
