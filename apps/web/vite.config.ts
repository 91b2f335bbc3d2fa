import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Screens bought years ago keep the browser they came with; Chrome 88 is the oldest we serve. */
const OLDEST = "chrome87";

/**
 * What every page loads at its start, in one file: each further file costs a slow link its headers
 * and packs worse. Parts that only some pages draw stay with them. Styles stand in the pages: a
 * lazy part that needs this file must not ask for them again.
 */
const BASE =
  /^(?!.*\.css).*(vite\/preload-helper|\/node_modules\/(react|react-dom|scheduler|wouter|regexparam|@tanstack|socket\.io-|engine\.io-)|\/packages\/sync\/|\/web\/src\/(polyfills|realtime\/|ui\/(?!EChart)|strings\/zh-CN\.ts|features\/link\/|features\/tile\/(Freshness|headline|order)))/u;

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react()],
  build: {
    target: isSsrBuild ? "node24" : OLDEST,
    cssTarget: OLDEST,
    manifest: !isSsrBuild,
    modulePreload: { polyfill: false },
    // A font inside the stylesheet would delay every rule of it, and the policy forbids data fonts.
    assetsInlineLimit: 0,
    outDir: isSsrBuild ? "dist/server" : "dist/client",
    copyPublicDir: !isSsrBuild,
    emptyOutDir: true,
    rollupOptions: {
      ...(isSsrBuild
        ? {}
        : { output: { codeSplitting: { groups: [{ name: "base", test: BASE }] } } }),
      input: isSsrBuild ? "src/entry-server.tsx" : ["wall.html", "phone.html", "meeting.html"],
    },
  },
  ssr: { noExternal: true },
  ...(isSsrBuild ? { define: { "process.env.NODE_ENV": '"production"' } } : {}),
}));
