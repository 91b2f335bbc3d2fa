import { pino } from "pino";
import type { DestinationStream, Logger } from "pino";

/** No cause of a cause of ours goes deeper. */
const MAX_CAUSES = 4;

/** Fields that hold a secret or a person, wherever they stand. */
const NEVER = [
  "password",
  "secret",
  "token",
  "authorization",
  "cookie",
  "headers",
  "body",
  "phone",
  "mobile",
  "name",
  "login",
  "ip",
];

/** What tells a secret in any text: an address's user, a key of ours, cookies, proofs of identity. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/(:\/\/)[^\s/@"\\]*(?::[^\s@"\\]*)?@/gu, "$1…@"],
  [/\b(password|passwd|pwd|secret|token|access_token|code|key|sign)=[^\s&"\\;]+/giu, "$1=…"],
  [/\bdd_[\w-]{8,}/gu, "dd_…"],
  [/\b(Bearer|Basic) [\w.~+/=-]+/gu, "$1 …"],
  [/\b(diaodu_(?:sid|screen))=[^\s;"\\]+/gu, "$1=…"],
  // Mobile phones and identity cards (GB 11643).
  [/(?<![\d.])1[3-9]\d{9}(?!\d|\.\d)/gu, "1…"],
  [/(?<![\d.])\d{17}[\dXx](?!\d|\.\d)/gu, "…"],
];

/** The same text without what must not be read by whoever reads logs. */
export function withoutSecrets(text: string): string {
  return SECRETS.reduce((kept, [secret, instead]) => kept.replace(secret, instead), text);
}

/** An address without its query, which may hold whatever somebody searched for or proved. */
export function withoutQuery(address: string): string {
  return address.split(/[?#]/u, 1)[0] ?? "";
}

/**
 * What of an error may be read: its kind, words, code, place and causes. Drivers hang statements,
 * parameters and whole rows on their errors: of those nothing is kept.
 */
export function plainError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error;
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  const more = error instanceof AggregateError ? error.errors : [];
  const deeper = depth < MAX_CAUSES;
  return {
    type: error.name,
    message: withoutValues(error.message),
    ...code,
    // The first lines of a stack repeat the message.
    stack: (error.stack ?? "").split("\n").filter((line) => /^\s+at /u.test(line)),
    ...(error.cause !== undefined && deeper ? { cause: plainError(error.cause, depth + 1) } : {}),
    ...(more.length > 0 && deeper
      ? { errors: more.map((one: unknown) => plainError(one, depth + 1)) }
      : {}),
  };
}

/** Quoted parts of a message are names of ours (a table, a setting) or values of somebody's. */
function withoutValues(message: string): string {
  return message.replace(/"([^"]*)"/gu, (quoted, inside: string) =>
    /^[a-z][\w.:-]{0,62}$/iu.test(inside) ? quoted : '"…"',
  );
}

/**
 * The program's log: one JSON object a line. Neither passwords, keys, cookies, addresses' queries
 * nor bodies reach it, nor persons: who did what stands in the audit log.
 */
export function openLog(level: string, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      redact: { paths: NEVER.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "…" },
      serializers: {
        err: (error: unknown) => plainError(error),
        error: (error: unknown) => plainError(error),
        path: (path: unknown) => (typeof path === "string" ? withoutQuery(path) : typeof path),
      },
      hooks: { streamWrite: withoutSecrets },
    },
    destination,
  );
}
