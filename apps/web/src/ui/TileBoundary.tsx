import { Component, type ReactNode } from "react";
import { zh } from "../strings/zh-CN.ts";

/**
 * One faulty tile must not take the others with it. A new `version` (the tile's seq) is a new
 * chance: what could not be drawn before may be drawable now.
 */
export class TileBoundary extends Component<
  { version: number | string; children: ReactNode },
  { failedAt: number | string | null }
> {
  override state: { failedAt: number | string | null } = { failedAt: null };

  static getDerivedStateFromError() {
    return { failedAt: "unknown" };
  }

  override componentDidCatch() {
    this.setState({ failedAt: this.props.version });
  }

  override componentDidUpdate() {
    const { failedAt } = this.state;
    if (failedAt !== null && failedAt !== "unknown" && failedAt !== this.props.version) {
      this.setState({ failedAt: null });
    }
  }

  override render() {
    if (this.state.failedAt === null) return this.props.children;
    return <p className="tile-fault">{zh.tileFault}</p>;
  }
}
