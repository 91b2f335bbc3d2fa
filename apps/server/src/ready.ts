import { readConfig } from "./config.ts";

// Run as a program beside the server, with its settings: ends with 0 when it can do its work, with
// 1 when it cannot. For whoever supervises it, such as a container's HEALTHCHECK.
const read = readConfig(process.env);
if (!read.ok) {
  process.exitCode = 1;
} else {
  const { host, port } = read.config;
  const address = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const named = address.includes(":") ? `[${address}]` : address;
  try {
    const answer = await fetch(`http://${named}:${port}/readyz`, {
      signal: AbortSignal.timeout(4000),
    });
    process.exitCode = answer.ok ? 0 : 1;
  } catch {
    process.exitCode = 1;
  }
}
