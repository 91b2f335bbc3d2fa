import { expect, test } from "vitest";
import { agentWords } from "./agent-words.ts";

const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  [`${WINDOWS} Chrome/120.0.0.0 Safari/537.36`, "Chrome 120 · Windows"],
  [`${WINDOWS} Chrome/120.0.0.0 Safari/537.36 Edg/121.0.0.0`, "Edge 121 · Windows"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1",
    "Safari 17 · iOS",
  ],
  [
    "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/110.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0",
    "微信 8 · Android",
  ],
  ["curl/8.5.0", "curl/8.5.0"],
])("%s", (agent, words) => expect(agentWords(agent)).toBe(words));

test("a session without a browser's name is of an unknown device", () => {
  expect(agentWords(null)).toBe("未知设备");
});
