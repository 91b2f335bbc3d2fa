import { afterAll, beforeAll, expect, test } from "vitest";
import { opened, signedIn } from "../../test/people.ts";
import { openWorld, subscribe } from "../../test/world.ts";
import type { World } from "../../test/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Packets as they go over a WebSocket: events, acknowledgements, binary parts and none of these. */
const PACKETS = [
  '42["error","x"]',
  '42["subscribe"]',
  '42["subscribe",null]',
  '421["subscribe"]',
  '421["subscribe",{"protocol":1e999}]',
  '421["subscribe",{"__proto__":{"protocol":1},"protocol":"1"}]',
  `421["subscribe",${"[".repeat(4000)}${"]".repeat(4000)}]`,
  '42["__proto__",1]',
  "42[1,2]",
  "42[",
  "42{}",
  '43["not","asked"]',
  "451-[",
  '4599999-["subscribe",{"_placeholder":true,"num":0}]',
  '451-["subscribe",{"_placeholder":true,"num":-1}]',
  "44",
  "49",
  "9",
  "",
  '42/office,["subscribe",{}]',
  '42/office,["error",1]',
  "40/__proto__,",
  "40/office,{}",
  "x".repeat(20_000),
];

/** Says these packets on a socket of its own, after the handshake; resolves when it is closed: whether they were said. */
function say(packets: readonly string[], cookie: string): Promise<boolean> {
  return new Promise((resolve) => {
    const url = `${world.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`;
    const socket = new WebSocket(url, { headers: { cookie } } as unknown as string[]);
    let told = 0;
    let said = false;
    socket.addEventListener("message", ({ data }) => {
      told += 1;
      if (told === 1) socket.send("40");
      if (told !== 2 || !String(data).startsWith("40")) return;
      for (const packet of packets) socket.send(packet);
      said = true;
      socket.close();
    });
    socket.addEventListener("close", () => resolve(said));
    socket.addEventListener("error", () => resolve(said));
  });
}

test("no packet breaks the server or another page's subscription", async () => {
  const viewer = await signedIn(world, "viewer", ["viewer"]);
  const cookie = [...viewer.cookies].map((pair) => pair.join("=")).join("; ");
  const faults: unknown[] = [];
  const note = (error: unknown) => faults.push(error);
  process.on("uncaughtException", note);
  for (const packet of PACKETS) {
    expect(await say([packet], "")).toBe(true);
    expect(await say(["40/office,", packet], cookie)).toBe(true);
  }
  process.off("uncaughtException", note);
  expect(faults).toEqual([]);
  const page = world.connect();
  expect((await subscribe(page, world.boards.head())).kind).toBe("changes");
  const office = await opened(viewer.office());
  office.disconnect();
});
