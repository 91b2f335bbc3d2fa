import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import type { LinkStore } from "./link.ts";

const LinkContext = createContext<LinkStore | null>(null);

/** Gives the views below it the board (in `client`) and the state of the link. */
export function BoardProvider(props: {
  client: QueryClient;
  link: LinkStore;
  children: ReactNode;
}) {
  return (
    <QueryClientProvider client={props.client}>
      <LinkContext.Provider value={props.link}>{props.children}</LinkContext.Provider>
    </QueryClientProvider>
  );
}

/** @throws Error outside a BoardProvider: a mistake in the code, not a state to show */
export function useLinkStore(): LinkStore {
  const link = useContext(LinkContext);
  if (link === null) throw new Error("useLinkStore needs a BoardProvider above it");
  return link;
}
