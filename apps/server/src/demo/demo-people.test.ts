import { expect, test } from "vitest";
import { people } from "@diaodu/demo";
import { openWorld } from "../../test/world.ts";
import { createPasswords } from "../access/passwords.ts";
import { admitDemoPeople } from "./demo-people.ts";

test("a demonstration has somebody for every role, and a start that finds them changes nothing", async () => {
  const world = await openWorld();
  const clock = () => new Date("2026-01-05T00:00:00Z");
  const first = await admitDemoPeople(world.storage, clock);
  const seq = await world.storage.headSeq();
  expect(await admitDemoPeople(world.storage, clock)).toEqual(first);
  expect(await world.storage.headSeq()).toBe(seq);
  const accounts = await world.storage.accounts();
  expect(accounts.map(({ login }) => login).toSorted()).toEqual(
    people.map(({ login }) => login).toSorted(),
  );
  const { id, roles, scope } = accounts.find(({ login }) => login === "finance") ?? {};
  expect({ roles, scope }).toEqual({
    roles: ["reporter"],
    scope: { units: ["finance"], regions: "all" },
  });
  const { passwordHash = null } = (await world.storage.credentials(id ?? "")) ?? {};
  const passwords = createPasswords();
  expect(await passwords.matches(first.password, passwordHash)).toBe(true);
  expect((await world.storage.verifyAudit()).ok).toBe(true);
  await world.close();
});
