import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { startServer } from "../server.ts";
import { endAfter } from "./end.ts";
import { workerAmong } from "./fellows.ts";
import { shareSockets } from "./socket-owner.ts";
import type { Order, Report } from "./terms.ts";

/** One of several processes that serve one port: serves when told to, until told to stop. */
export async function serveAsWorker(config: Config, log: Logger): Promise<void> {
  const order = await firstOrder();
  if (order.kind === "stop") process.exit(0);
  const { place, folder, port } = order;
  const own = log.child({ worker: place });
  const started = startServer({
    config: { ...config, port },
    demo: null,
    log: own,
    announce: (code) => tell({ kind: "code", code }),
    worker: workerAmong({ place, folder, count: config.workers }),
    prepare: (application) => shareSockets(application, { place, folder }),
  });
  let stopping = false;
  const stop = (): void => {
    // A terminal tells the whole group, the supervisor once more: it is one wish.
    if (stopping) return;
    stopping = true;
    endAfter(
      started.then((running) => running.stop()),
      own,
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  process.on("message", (later: Order) => {
    if (later.kind === "stop") stop();
  });
  const running = await started;
  tell({ kind: "serving", port: running.port, pages: running.pages });
}

function firstOrder(): Promise<Order> {
  return new Promise((resolve) => {
    process.once("message", (order: Order) => resolve(order));
  });
}

function tell(report: Report): void {
  process.send?.(report);
}
