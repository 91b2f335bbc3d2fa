import { afterEach, beforeEach, expect, test } from "vitest";
import type { Problem } from "@diaodu/contracts";
import { MEETING_NAMESPACE } from "@diaodu/contracts";
import { DECISION, openFollowers, running, step } from "../../../test/meetings.ts";
import { signedIn } from "../../../test/people.ts";
import { openWorld } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
const followers = openFollowers(() => world);
const page = followers.open;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  followers.leave();
  await world.close();
});

const dispatch = (login = "diaodu") => signedIn(world, login, ["dispatch_office"]);
const refusalOf = async (answer: Response) => (await answer.json()) as Problem;

test("nobody but the host turns, decides or ends; others who may host take the minutes", async () => {
  const host = await dispatch();
  const made = await running(host);
  const other = await dispatch("other");
  for (const body of [{ event: "turn", point: null }, DECISION, { event: "end" }]) {
    const refused = await other.ask("POST", `/meetings/${made.id}/steps`, body);
    expect(await refusalOf(refused)).toMatchObject({
      code: "step_refused",
      detail: "只有主持人可以操作",
    });
  }
  const written = await step(other, made, { event: "write", minutes: "纪要", seen: "" });
  expect(written.minutes).toBe("纪要");
  const stale = { event: "write", minutes: "另一份", seen: "" };
  const refused = await host.ask("POST", `/meetings/${made.id}/steps`, stale);
  expect(await refusalOf(refused)).toMatchObject({ code: "changed_meanwhile" });
});

test("whoever may host takes over only once the host has been gone for a minute", async () => {
  const host = await dispatch();
  const other = await dispatch("other");
  const made = await running(host);
  const hostPage = page(host);
  await hostPage.join({ meeting: made.id });
  const later = (ms: number) => {
    world.clock.now = new Date(world.clock.now.getTime() + ms);
  };
  const takeOver = () => other.ask("POST", `/meetings/${made.id}/steps`, { event: "hand_over" });
  // The host's page keeps beating, so time alone does not make the host gone.
  later(50_000);
  await expect
    .poll(() =>
      world.storage.slate.read(
        `meeting.host:${made.id}:${host.account.id}`,
        world.clock.now.toISOString(),
      ),
    )
    .toBe(String(world.clock.now.getTime()));
  later(50_000);
  expect(await refusalOf(await takeOver())).toMatchObject({ detail: "主持人在线，须由主持人移交" });
  const follower = page(other);
  await follower.join({ meeting: made.id });
  hostPage.socket.disconnect();
  // A page whose goodbye has not been heard is still there.
  const { sockets } = world.application.io.of(MEETING_NAMESPACE);
  await expect.poll(() => sockets.size).toBe(1);
  later(61_000);
  await expect.poll(() => follower.latest()?.host.there).toBe(false);
  expect((await takeOver()).status).toBe(200);
  await expect.poll(() => follower.latest()?.you.host).toBe(true);
  const turned = await host.ask("POST", `/meetings/${made.id}/steps`, { event: "end" });
  expect(turned.status).toBe(409);
});

test("a host hands over to somebody by name, and only to who may host", async () => {
  const host = await dispatch();
  const leader = await signedIn(world, "shizhang", ["leader"]);
  const viewer = await signedIn(world, "zhidu", ["viewer"]);
  const made = await running(host);
  const to = (id: string) =>
    host.ask("POST", `/meetings/${made.id}/steps`, { event: "hand_over", to: id });
  expect((await to(viewer.account.id)).status).toBe(422);
  expect((await to(leader.account.id)).status).toBe(200);
  expect((await step(leader, made, { event: "end" })).state).toBe("ended");
});
