import type { QueryClient } from "@tanstack/react-query";
import { type ReactNode, StrictMode } from "react";
import { TileBoundary } from "../ui/TileBoundary.tsx";
import { BoardGate } from "./BoardGate.tsx";
import { BoardProvider } from "./BoardProvider.tsx";
import type { LinkStore } from "./link.ts";

/** What both ends draw: the server into the HTML, the browser over it. */
export function Page(props: { client: QueryClient; link: LinkStore; view: ReactNode }) {
  return (
    <StrictMode>
      <BoardProvider client={props.client} link={props.link}>
        <TileBoundary version="page">
          <BoardGate>{props.view}</BoardGate>
        </TileBoundary>
      </BoardProvider>
    </StrictMode>
  );
}
