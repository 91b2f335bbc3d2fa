import "../polyfills.ts";
import "../ui/base.css";
import "../ui/ui.css";
import "../views/office/office.css";
import { QueryClient } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Me } from "@diaodu/contracts";
import { createApi } from "../api/api.ts";
import { ME_KEY, signInAddress } from "../api/me.ts";
import { passesByItself } from "../api/problem.ts";
import { signOwnStyles } from "../views/office/own-styles.ts";
import { OfficeView } from "../views/office/OfficeView.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // The socket says what changed; a window that comes forward asks all the same.
      staleTime: 30_000,
      networkMode: "always",
      retry: (count, error) => count < 3 && passesByItself(error),
    },
    mutations: { networkMode: "always" },
  },
});
const api = createApi({
  csrfToken: () => client.getQueryData<Me>(ME_KEY)?.csrfToken ?? "",
  signedOut: () => {
    const { pathname, search } = window.location;
    window.location.assign(signInAddress(pathname + search));
  },
});
// An attribute would be hidden from styles that try to read it: only the property tells the nonce.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";

signOwnStyles(document, nonce);

createRoot(root).render(
  <StrictMode>
    <OfficeView api={api} client={client} nonce={nonce} />
  </StrictMode>,
);
