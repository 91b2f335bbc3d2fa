import type { Request, Response } from "express";
import type { Storage } from "@diaodu/storage";
import { pairingOf, startPairing } from "./pairing.ts";

/** Seconds between two looks whether somebody typed the code. */
const LOOK_EVERY_S = 5;

/**
 * What an unpaired display shows at `/wall`. The page loads itself again until it is the wall: it
 * needs no script, so it works on whatever browser hangs in a hall.
 */
export async function sendPairingPage(
  req: Request,
  res: Response,
  o: { readonly storage: Storage; readonly clock: () => Date },
): Promise<void> {
  const now = o.clock();
  const pairing = await pairingOf(req, o.storage, now);
  const code =
    pairing.state === "waiting"
      ? pairing.code
      : (await startPairing(req, res, o.storage, now)).code;
  res
    .status(401)
    .setHeader("Cache-Control", "no-store")
    .setHeader("Refresh", String(LOOK_EVERY_S))
    .type("html")
    .send(pairingPage(code));
}

function pairingPage(code: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>大屏配对</title></head>
<body><main><h1>${code}</h1><p>请管理员登录后，在「大屏」中输入这 6 位代码。</p>
<p><a href="/sign-in?next=%2Fwall">在本机登录</a></p></main></body></html>
`;
}
