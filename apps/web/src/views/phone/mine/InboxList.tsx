import type { InboxMessage, InboxReadAnswer } from "@diaodu/contracts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import { INBOX_KEY } from "../../../api/office-live.ts";
import { inboxQuery } from "../../../api/slips.ts";
import { zhMine as words } from "../../../strings/zh-CN-mine.ts";
import { momentLabel } from "../../../ui/city-date.ts";
import { usePhoneApi } from "./phone-api.ts";

const SHOWN = 8;

/** What the person and their units were told, unread first; opening a message reads it. */
export function InboxList() {
  const api = usePhoneApi();
  const client = useQueryClient();
  const { data } = useQuery({ ...inboxQuery(api), retry: 1 });
  if (data === undefined || data.messages.length === 0) return null;
  const ordered = data.messages.toSorted((a, b) => Number(a.read) - Number(b.read));
  const open = ({ id, read }: InboxMessage) => {
    if (read) return;
    // Unread it stays where the line is cut: it is read again when it is opened again.
    void api
      .send<InboxReadAnswer>("POST", "/inbox/read", { ids: [id] })
      .then(() => client.invalidateQueries({ queryKey: INBOX_KEY }))
      .catch(() => undefined);
  };
  return (
    <section className="facts-section">
      <h2>
        {words.inbox}
        {data.unread === 0 ? null : <span className="dim">{words.inboxUnread(data.unread)}</span>}
      </h2>
      <ul className="mine-list">
        {ordered.slice(0, SHOWN).map((message) => (
          <li key={message.id}>
            <Link href={wayTo(message)} onClick={() => open(message)}>
              <b>
                {message.read ? null : <i className="mine-unread">{words.unread}</i>}{" "}
                {message.title}
              </b>
              {message.lines.map((line) => (
                <span key={line}>{line}</span>
              ))}
              <span className="dim">
                {[momentLabel(message.at), message.unitName].filter(Boolean).join(" · ")}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {ordered.length <= SHOWN ? null : <p className="dim">{words.more(ordered.length - SHOWN)}</p>}
    </section>
  );
}

function wayTo({ about }: InboxMessage): string {
  if (about.kind === "slip") return `/mine/slip/${about.id}`;
  return about.kind === "item" ? `/mine/item/${about.id}` : "/mine";
}
