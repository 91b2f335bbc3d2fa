import { expect, test } from "vitest";
import { people } from "@diaodu/demo";
import { openWorld } from "../../test/world.ts";
import { createPasswords } from "../access/passwords.ts";
import { admitDemoPeople } from "./demo-people.ts";

test("a demonstration has somebody for every role, and another password at every start", async () => {
  const world = await openWorld();
  const clock = () => new Date("2026-01-05T00:00:00Z");
  const first = await admitDemoPeople(world.storage, clock);
  const second = await admitDemoPeople(world.storage, clock);
  expect(second.password).not.toBe(first.password);
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
  expect(await passwords.matches(second.password, passwordHash)).toBe(true);
  expect(await passwords.matches(first.password, passwordHash)).toBe(false);
  expect((await world.storage.verifyAudit()).ok).toBe(true);
  await world.close();
});
