import { ADMINISTRATION_PATHS } from "./openapi/administration.ts";
import { BOARD_PATHS } from "./openapi/board.ts";
import { BULLETIN_PATHS } from "./openapi/bulletins.ts";
import { schemas } from "./openapi/components.ts";
import { FEED_PATHS } from "./openapi/feeds.ts";
import { FILE_PATHS } from "./openapi/files.ts";
import { MEETING_PATHS } from "./openapi/meetings.ts";
import { ITEM_PATHS } from "./openapi/items.ts";
import type { Json } from "./openapi/parts.ts";
import { REPORT_PATHS } from "./openapi/reports.ts";
import { ROUND_PATHS } from "./openapi/rounds.ts";
import { SESSION_PATHS } from "./openapi/session.ts";
import { SETTINGS_PATHS } from "./openapi/settings.ts";
import { SLIP_PATHS } from "./openapi/slips.ts";

/** The API as one OpenAPI 3.1 document, made from the schemas that validate. */
export function openapi(server: { readonly version: string }): Json {
  return {
    openapi: "3.1.1",
    info: {
      title: "调度接口",
      version: server.version,
      description: "主要指标的数据、目标、序时进度与红黄绿灯。时间均为 UTC，日期按东八区。",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    paths: {
      ...BOARD_PATHS,
      ...REPORT_PATHS,
      ...SESSION_PATHS,
      ...ADMINISTRATION_PATHS,
      ...FEED_PATHS,
      ...FILE_PATHS,
      ...ITEM_PATHS,
      ...MEETING_PATHS,
      ...ROUND_PATHS,
      ...SLIP_PATHS,
      ...BULLETIN_PATHS,
      ...SETTINGS_PATHS,
    },
    components: {
      schemas: schemas(),
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "接口密钥" },
        session: { type: "apiKey", in: "cookie", name: "diaodu_sid", description: "登录会话" },
        csrf: {
          type: "apiKey",
          in: "header",
          name: "X-CSRF-Token",
          description: "来自 GET /api/v1/me，修改时必须携带",
        },
        apiKey: { type: "apiKey", in: "header", name: "X-Api-Key", description: "接口密钥" },
      },
    },
  };
}
