import type { ChannelSettings, NewMessage, Storage } from "@diaodu/storage";
import { openStorage } from "@diaodu/storage";
import { makeTestDatabase } from "@diaodu/storage/test-database";

/** A real database with an outbox, and a clock that a test moves. */
export interface OutboxWorld {
  readonly storage: Storage;
  readonly clock: { now: Date };
  /** Stores settings and messages in one write, as a step of the cycle would. */
  post(
    messages: readonly Partial<NewMessage>[],
    channels?: readonly ChannelSettings[],
  ): Promise<void>;
  close(): Promise<void>;
}

/** Ten in the morning in China: no channel of these tests is quiet then unless it says so. */
const TEN = "2026-11-20T02:00:00.000Z";

export function robotChannel(over: Partial<ChannelSettings> = {}): ChannelSettings {
  const way = { kind: "wecom" as const, url: "http://127.0.0.1:9/cgi-bin/webhook/send?key=k" };
  return { id: "group", name: "督查群", enabled: true, quiet: null, units: "all", way, ...over };
}

export async function openOutbox(
  o: { storageUrl?: string; channels?: readonly ChannelSettings[]; address?: string | null } = {},
): Promise<OutboxWorld> {
  const own = o.storageUrl === undefined ? await makeTestDatabase() : null;
  const clock = { now: new Date(TEN) };
  const storage = await openStorage({
    url: o.storageUrl ?? own?.url ?? "",
    now: () => clock.now,
    pollMs: 50,
  });
  let version = 0;
  let channels = o.channels ?? [robotChannel()];
  let made = 0;
  const post: OutboxWorld["post"] = async (messages, other = channels) => {
    channels = other;
    const at = clock.now.toISOString();
    const result = await storage.writeRecords({
      steps: [
        {
          kind: "settings",
          id: "channels",
          basedOn: version,
          state: "set",
          event: "set",
          words: null,
          evidence: [],
          body: { channels, address: o.address ?? null },
        },
      ],
      messages: messages.map((message) => ({
        id: `slip/${(made += 1)}/notice`,
        channel: channels[0]?.id ?? "group",
        unit: "fgw",
        account: null,
        about: { kind: "slip", id: "s1" },
        title: "提示单：固定资产投资落后序时进度",
        lines: ["牵头单位：市发展改革委"],
        number: "〔2026〕12号",
        path: "/office/slips/s1",
        notBefore: at,
        ...message,
      })),
      by: { accountId: null, name: "调度" },
      at,
      audit: {
        at,
        actor: { kind: "system", id: null, name: "调度", ip: null },
        action: "settings.set",
        object: "settings:channels",
        result: "done",
        detail: null,
      },
    });
    if (result.kind !== "committed") throw new Error(result.kind);
    version += 1;
  };
  await post([]);
  return {
    storage,
    clock,
    post,
    async close() {
      await storage.close();
      await own?.remove();
    },
  };
}
