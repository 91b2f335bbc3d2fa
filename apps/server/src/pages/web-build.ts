import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Board } from "@diaodu/contracts";
import { z } from "zod";
import { readAssets } from "./assets.ts";
import type { Assets } from "./assets.ts";

const VIEWS = ["wall", "phone", "meeting"] as const;
export type View = (typeof VIEWS)[number];

/** Pages that only the browser draws. */
const SHELLS = ["office", "sign-in", "pairing"] as const;
type Shell = (typeof SHELLS)[number];

interface RenderRequest {
  readonly view: View;
  /** Path of the address with its query. */
  readonly path: string;
  readonly board: Board;
  readonly build: string;
}

/** What the web app's server entry exports. `state` replaces the whole board inlined in the page. */
type Render = (request: RenderRequest) => Rendered | Promise<Rendered>;
interface Rendered {
  readonly html: string;
  readonly state?: unknown;
}

/** The built web app, in memory. */
export interface WebBuild {
  /** Changes with every build; open pages compare it with their own. */
  readonly build: string;
  readonly assets: Assets;
  readonly templates: Readonly<Record<View, string>>;
  /** `sha256-…` of every style element of a template, for the page's policy. */
  readonly styles: Readonly<Record<View, readonly string[]>>;
  readonly shells: Readonly<Record<Shell, string>>;
  readonly render: Render;
}

const buildFile = z.object({ build: z.string().regex(/^[\w.-]{1,64}$/u) });

/** The web app of this checkout. */
export const DEFAULT_DIST = join(dirname(fileURLToPath(import.meta.url)), "../../../web/dist");

/**
 * Loads `dist` (made by the web app's build): `client/` with assets, templates and build.json, and
 * `server/entry-server.js`. Null where nothing was built; throws where a build is incomplete.
 */
export async function loadWebBuild(dist: string): Promise<WebBuild | null> {
  const client = resolve(dist, "client");
  const entry = resolve(dist, "server/entry-server.js");
  if (!existsSync(join(client, "build.json")) || !existsSync(entry)) return null;
  const { build } = buildFile.parse(JSON.parse(readFileSync(join(client, "build.json"), "utf8")));
  const template = (view: View | Shell) =>
    readFileSync(join(client, `${view}.html`), "utf8").replace(
      '<meta name="build" content="" />',
      `<meta name="build" content="${build}" />`,
    );
  // The build stands in the address so that a process that loads two builds does not mix them.
  const module = (await import(`${pathToFileURL(entry).href}?build=${build}`)) as {
    render?: Render;
  };
  if (typeof module.render !== "function") throw new Error(`${entry} exports no render()`);
  const templates = {
    wall: template("wall"),
    phone: template("phone"),
    meeting: template("meeting"),
  };
  return {
    build,
    assets: readAssets(client, new Set([...VIEWS, ...SHELLS].map((page) => `/${page}.html`))),
    templates,
    styles: {
      wall: stylesOf(templates.wall),
      phone: stylesOf(templates.phone),
      meeting: stylesOf(templates.meeting),
    },
    shells: {
      office: template("office"),
      "sign-in": template("sign-in"),
      pairing: template("pairing"),
    },
    render: module.render,
  };
}

function stylesOf(template: string): string[] {
  return [...template.matchAll(/<style>([^]*?)<\/style>/gu)].map(
    ([, style = ""]) => `sha256-${createHash("sha256").update(style).digest("base64")}`,
  );
}
