export * from "./board.ts";
export * from "./changes.ts";
export * from "./observations.ts";
export * from "./problem.ts";
export * from "./sockets.ts";
export * from "./tile.ts";
export * from "./vocabulary.ts";
