import { z } from "zod";

/** A whole number of an environment variable. */
export function whole(low: number, high: number) {
  const words = `须为 ${low} 到 ${high} 之间的整数`;
  return z
    .string()
    .regex(/^\d{1,9}$/u, words)
    .transform(Number)
    .refine((value) => value >= low && value <= high, words);
}

/** An address of the web, without a slash at its end. */
export function webAddress(words: string) {
  return z
    .string()
    .regex(/^https?:\/\/[^\s?#]+$/u, words)
    .refine((text) => URL.canParse(text), words)
    .transform((text) => text.replace(/\/+$/u, ""));
}

/** Names of networks that proxy-addr knows, addresses and networks. */
const PROXY = /^(?:loopback|linklocal|uniquelocal|[\d.]+(?:\/\d{1,2})?|[\da-f:]+(?:\/\d{1,3})?)$/iu;

/** How many proxies stand in front, or which: never "whoever says so". */
export type TrustProxy = number | readonly string[];

export const trustProxy = z.string().transform((text, context): TrustProxy | null => {
  if (text === "none") return null;
  if (/^[1-9]$/u.test(text)) return Number(text);
  const names = text.split(",").map((name) => name.trim());
  if (names.every((name) => PROXY.test(name))) return names;
  context.addIssue({
    code: "custom",
    message: "须为 none、代理层数（1 到 9）或代理地址，如 loopback,10.0.0.0/8",
  });
  return z.NEVER;
});
