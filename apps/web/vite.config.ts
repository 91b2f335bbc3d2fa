import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Screens bought years ago keep the browser they came with; Chrome 88 is the oldest we serve. */
const OLDEST = "chrome87";

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
      input: isSsrBuild ? "src/entry-server.tsx" : ["wall.html", "phone.html", "meeting.html"],
    },
  },
  ssr: { noExternal: true },
  ...(isSsrBuild ? { define: { "process.env.NODE_ENV": '"production"' } } : {}),
}));
