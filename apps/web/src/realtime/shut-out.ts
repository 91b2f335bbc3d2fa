/** The part of the page's socket that is listened to. */
interface Refusing {
  on(event: "connect_error", listener: (error: Error) => void): unknown;
}

const BOARD = "/api/v1/board";

/**
 * Calls `onShutOut` once the server says, over the socket and over HTTP, that it no longer knows who
 * is looking. The socket alone is not believed: a proxy that drops its cookies must not make a page
 * reload for ever.
 *
 * @param socket of a page; the server ends it when a pairing or a session ends, and refuses the next
 */
export function watchShutOut(socket: Refusing, onShutOut: () => void): void {
  let asking = false;
  socket.on("connect_error", ({ message }) => {
    if (message !== "unauthenticated" || asking) return;
    asking = true;
    void isShutOut().then((shutOut) => {
      if (shutOut) onShutOut();
      else asking = false;
      return shutOut;
    });
  });
}

async function isShutOut(): Promise<boolean> {
  const answer = await fetch(BOARD, { method: "HEAD", cache: "no-store" }).catch(() => null);
  return answer?.status === 401;
}
