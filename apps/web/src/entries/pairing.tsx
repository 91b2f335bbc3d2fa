import "../polyfills.ts";
import "../ui/base.css";
import "../views/pairing/pairing.css";
import { createRoot } from "react-dom/client";
import { createApi } from "../api/api.ts";
import { PairingView } from "../views/pairing/PairingView.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");
const api = createApi({ csrfToken: () => "", signedOut: () => {} });
createRoot(root).render(
  <PairingView api={api} page={window} onPaired={() => window.location.reload()} />,
);
