import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Screens bought years ago keep the browser they came with; Chrome 88 is the oldest we serve. */
const OLDEST = "chrome87";

const BOARD_PAGES = ["wall.html", "phone.html", "meeting.html"];
/**
 * A build of its own (mode `office`) beside the board's: no chunk is shared, so that nothing the
 * office takes from a library ever rides along to a phone.
 */
const OFFICE_PAGES = ["office.html", "sign-in.html", "pairing.html"];

/**
 * What every page of the board loads at its start, in one file: each further file costs a slow link
 * its headers and packs worse. Parts that only some pages draw stay with them. Styles stand in the
 * pages: a lazy part that needs this file must not ask for them again.
 */
const BASE =
  /^(?!.*\.css).*(vite\/preload-helper|\/node_modules\/(react|react-dom|scheduler|wouter|regexparam|@tanstack|socket\.io-|engine\.io-)|\/packages\/sync\/|\/web\/src\/(polyfills|realtime\/|ui\/(?!EChart|CheckedForm|ScrollRegion|open-chart|drawn-charts)|strings\/zh-CN\.ts|features\/link\/|features\/tile\/(Freshness|headline|order)))/u;

const BOARD = {
  input: BOARD_PAGES,
  output: { codeSplitting: { groups: [{ name: "base", test: BASE }] } },
};

export default defineConfig(({ isSsrBuild, mode }) => {
  const isOffice = mode === "office";
  return {
    plugins: [react()],
    build: {
      target: isSsrBuild ? "node24" : OLDEST,
      cssTarget: OLDEST,
      manifest: isSsrBuild ? false : isOffice ? ".vite/manifest-office.json" : true,
      modulePreload: { polyfill: false },
      // A font inside the stylesheet would delay every rule of it, and the policy forbids data fonts.
      assetsInlineLimit: 0,
      outDir: isSsrBuild ? "dist/server" : "dist/client",
      copyPublicDir: !isSsrBuild && !isOffice,
      emptyOutDir: !isOffice,
      // The office's component library is one piece of about this size.
      chunkSizeWarningLimit: isOffice ? 1500 : 600,
      rollupOptions: isSsrBuild
        ? { input: "src/entry-server.tsx" }
        : isOffice
          ? { input: OFFICE_PAGES }
          : BOARD,
    },
    ssr: { noExternal: true },
    ...(isSsrBuild ? { define: { "process.env.NODE_ENV": '"production"' } } : {}),
  };
});
