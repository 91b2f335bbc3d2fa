import { expect, it } from "vitest";
import { loadedBy } from "../src/bundle-manifest.ts";

const shared = { "_react.js": { file: "assets/react.js" } };

it("counts a page's own entry and everything it imports, once", () => {
  const manifest = {
    ...shared,
    "src/entries/phone.tsx": {
      file: "assets/phone.js",
      isEntry: true,
      imports: ["_a.js", "_b.js"],
    },
    "src/entries/wall.tsx": { file: "assets/wall.js", isEntry: true, imports: ["_charts.js"] },
    "_a.js": { file: "assets/a.js", imports: ["_react.js"] },
    "_b.js": { file: "assets/b.js", imports: ["_react.js"] },
    "_charts.js": { file: "assets/charts.js" },
  };
  expect(loadedBy(manifest, "phone").toSorted()).toEqual([
    "assets/a.js",
    "assets/b.js",
    "assets/phone.js",
    "assets/react.js",
  ]);
});

it("counts what a page loads later when told, and what that imports", () => {
  const manifest = {
    ...shared,
    "wall.html": {
      file: "assets/wall.js",
      isEntry: true,
      imports: ["_react.js"],
      dynamicImports: ["charts/init.ts"],
    },
    "charts/init.ts": { file: "assets/init.js", isDynamicEntry: true, imports: ["_runtime.js"] },
    "_runtime.js": { file: "assets/runtime.js" },
  };
  expect(loadedBy(manifest, "wall")).toEqual(["assets/wall.js", "assets/react.js"]);
  expect(loadedBy(manifest, "wall", { lazy: true })).toEqual([
    "assets/wall.js",
    "assets/react.js",
    "assets/init.js",
    "assets/runtime.js",
  ]);
});

it("adds the shared entry when the page is a lazy chunk", () => {
  const manifest = {
    ...shared,
    "index.html": { file: "assets/index.js", isEntry: true, imports: ["_react.js"] },
    "src/views/wall/Wall.tsx": { file: "assets/Wall.js", isDynamicEntry: true },
    "src/views/phone/Phone.tsx": { file: "assets/Phone.js", isDynamicEntry: true },
  };
  expect(loadedBy(manifest, "phone")).toEqual([
    "assets/index.js",
    "assets/react.js",
    "assets/Phone.js",
  ]);
});

it("refuses a manifest without the page, so that a renamed page cannot pass unmeasured", () => {
  expect(() => loadedBy(shared, "phone")).toThrow("no chunk is named for phone");
});
