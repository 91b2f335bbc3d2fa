import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { zh } from "../strings/zh-CN.ts";
import { PageState } from "../ui/PageState.tsx";
import { useLink } from "./board-hooks.ts";
import { liveBoard } from "./board-query.ts";

/** Draws its children once there is a board with something on it; else says what is going on. Who is shut out sees none. */
export function BoardGate({ children }: { children: ReactNode }) {
  const board = useQuery(liveBoard);
  const { shutOut } = useLink();
  if (shutOut) return <PageState title={zh.shutOut} />;
  if (board.data !== undefined) {
    if (board.data.tiles.length > 0) return children;
    return <PageState title={board.data.title} more={zh.empty} />;
  }
  if (board.failureReason !== null) {
    return (
      <PageState title={zh.failed} more={zh.failedMore}>
        <button type="button" className="button" onClick={() => void board.refetch()}>
          {zh.retry}
        </button>
      </PageState>
    );
  }
  return <PageState title={zh.loading} />;
}
