import type { ReactNode } from "react";

/** What a whole page says when there is no board to show: loading, failed, empty. */
export function PageState(props: { title: string; more?: string; children?: ReactNode }) {
  return (
    <main className="page-state">
      <h1>{props.title}</h1>
      {props.more === undefined ? null : <p>{props.more}</p>}
      {props.children}
    </main>
  );
}
