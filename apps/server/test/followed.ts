import { expect } from "vitest";
import type { Board, Changes, SubscribeAnswer } from "@diaodu/contracts";
import { figure, submissionOf, subscribe } from "./world.ts";
import type { Client, World } from "./world.ts";

/** What a page that follows the board was told. */
export interface Followed {
  readonly answer: Extract<SubscribeAnswer, { kind: "changes" }>;
  /** Everything from its answer on, in order. */
  readonly heard: readonly Changes[];
}

/** Lets a page follow the board from where it stands. @throws Error where it has to begin anew */
export async function follow(
  client: Client,
  from: Pick<Board, "database" | "seq">,
): Promise<Followed> {
  const heard: Changes[] = [];
  client.on("changes", (changes) => heard.push(changes));
  const answer = await subscribe(client, from);
  if (answer.kind !== "changes") throw new Error(answer.kind);
  return { answer, heard };
}

let made = 0;

/** Hands in another figure each time: one commit, whose seq it resolves with. */
export async function submitOne(world: Pick<World, "post">): Promise<number> {
  made += 1;
  const value = String(250_000 + made);
  const answer = await world.post(
    submissionOf(figure({ period: "2020-Q2", value, reason: "更正" })),
  );
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { seq: number }).seq;
}
