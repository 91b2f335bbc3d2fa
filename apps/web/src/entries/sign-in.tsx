import "../polyfills.ts";
import "../ui/base.css";
import "../views/sign-in/sign-in.css";
import { createRoot } from "react-dom/client";
import { SignInView } from "../views/sign-in/SignInView.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");
createRoot(root).render(<SignInView search={window.location.search} />);
