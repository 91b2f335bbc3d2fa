import type { ChannelTold } from "@diaodu/contracts";
import { expect, test } from "vitest";
import { addressLines, draftOf, typedOf, untouched } from "./typed-channel.ts";

const robot: ChannelTold = {
  id: "ding",
  name: "钉钉群",
  enabled: true,
  quiet: { from: "22:00", to: "07:00" },
  units: ["finance"],
  way: {
    kind: "dingtalk",
    url: { set: true, host: "robot.example" },
    secret: { set: true },
  },
};

test("a channel that nobody touched goes back without what proves us", () => {
  expect(untouched(robot).input.way).toEqual({ kind: "dingtalk" });
});

test("an edited channel keeps its secrets unless they are typed anew or cleared", () => {
  const typed = typedOf(robot);
  expect(draftOf(typed, robot)).toEqual({
    told: robot,
    input: { ...robot, way: { kind: "dingtalk" } },
  });
  const anew = draftOf({ ...typed, url: "https://other.example/x", secret: "s" }, robot);
  expect(anew.input.way).toEqual({
    kind: "dingtalk",
    url: "https://other.example/x",
    secret: "s",
  });
  expect(anew.told.way).toMatchObject({ url: { host: "other.example" } });
  expect(draftOf({ ...typed, clearSecret: true }, robot).input.way).toEqual({
    kind: "dingtalk",
    secret: null,
  });
  // Another kind of channel has no secret of the one before.
  expect(draftOf({ ...typed, kind: "feishu" }, robot).told.way).toMatchObject({
    secret: { set: false },
  });
});

test("addresses are typed a unit a line", () => {
  expect(addressLines("finance=a@x.cn, b@x.cn\n\nlabour：c@x.cn")).toEqual({
    finance: ["a@x.cn", "b@x.cn"],
    labour: ["c@x.cn"],
  });
  expect(addressLines("a@x.cn")).toBeNull();
});
