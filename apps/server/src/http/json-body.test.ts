import { afterAll, beforeAll, expect, test } from "vitest";
import type { Problem } from "@diaodu/contracts";
import { signedIn } from "../../test/people.ts";
import type { Browser } from "../../test/people.ts";
import { ROUND, sheetOf } from "../../test/units.ts";
import { openWorld } from "../../test/world.ts";
import type { World } from "../../test/world.ts";

let world: World;
let wang: Browser;
beforeAll(async () => {
  world = await openWorld();
  wang = await signedIn(world, "wang", ["reporter"], { units: ["finance"], regions: "all" });
});
afterAll(() => world.close());

function draft(cells: string): Promise<Response> {
  return fetch(`${world.url}/api/v1/reports/draft?unit=finance&round=${ROUND}`, {
    method: "PUT",
    headers: {
      "content-type": "application/json",
      cookie: [...wang.cookies].map((pair) => pair.join("=")).join("; "),
      "x-csrf-token": wang.token(),
    },
    body: `{"basedOn":0,"cells":{"a":${cells}}}`,
  });
}

test.each([40, 2000, 60_000])(
  "a body of %i levels is refused before anything is stored that could not be told again",
  async (levels) => {
    const answer = await draft("[".repeat(levels) + "]".repeat(levels));
    expect(answer.status).toBe(422);
    expect(((await answer.json()) as Problem).faults?.[0]?.code).toBe("too_deep");
    expect((await sheetOf(wang)).draft).toBeNull();
  },
);

test("an address with a NUL is no address, and no database is asked for it", async () => {
  expect((await wang.ask("GET", "/reports/a%00b/events")).status).toBe(404);
  expect((await wang.ask("GET", "/catalogue/history?kind=units&code=%00")).status).toBe(400);
});

test("a body of a few levels is taken", async () => {
  expect((await draft('{"value":[[["1"]]]}')).status).toBe(200);
});
