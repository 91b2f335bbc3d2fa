import { createContext, useContext } from "react";
import { refusalIn, Unreachable } from "./problem.ts";

type Method = "POST" | "PUT" | "PATCH" | "DELETE";

interface SendOptions {
  /** The same key with the same body is carried out once. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

interface UploadOptions {
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
  /** Where the server tells files apart by it; otherwise it looks into them. */
  readonly contentType?: string;
}

/** The server as a page of the office sees it. Paths stand below `/api/v1`. */
export interface Api {
  /** @throws Refused | Unreachable */
  get<T>(path: string, signal?: AbortSignal): Promise<T>;
  /** Sends JSON and reads JSON; null for an empty answer. @throws Refused | Unreachable */
  send<T>(method: Method, path: string, body?: unknown, options?: SendOptions): Promise<T>;
  /** Sends a file as it is; `onProgress` hears a share from 0 to 1. @throws Refused | Unreachable */
  upload<T>(path: string, file: Blob, options?: UploadOptions): Promise<T>;
}

const BASE = "/api/v1";

/**
 * @param csrfToken of the session, from `me`; read anew for each request
 * @param signedOut called when the server no longer knows the session
 */
export function createApi(o: { csrfToken: () => string; signedOut: () => void }): Api {
  async function ask<T>(path: string, init: RequestInit): Promise<T> {
    const response = await fetch(BASE + path, init).catch((error: unknown) => {
      if (error instanceof DOMException && error.name === "AbortError") throw error;
      throw new Unreachable(String(error));
    });
    return read<T>(response);
  }

  async function read<T>(response: Response): Promise<T> {
    if (!response.ok) {
      const refusal = await refusalIn(response);
      if (refusal instanceof Unreachable || refusal.code !== "unauthenticated") throw refusal;
      o.signedOut();
      throw refusal;
    }
    const text = await response.text();
    return (text === "" ? null : JSON.parse(text)) as T;
  }

  return {
    get: (path, signal) =>
      ask(path, {
        headers: { accept: "application/json" },
        ...(signal === undefined ? {} : { signal }),
      }),
    send: (method, path, body, options = {}) =>
      ask(path, {
        method,
        headers: {
          accept: "application/json",
          "x-csrf-token": o.csrfToken(),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(options.idempotencyKey === undefined
            ? {}
            : { "idempotency-key": options.idempotencyKey }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      }),
    upload: <T>(path: string, file: Blob, options: UploadOptions = {}) =>
      new Promise<T>((resolve, reject) => {
        // fetch tells nothing of a body on its way up.
        const request = new XMLHttpRequest();
        request.open("POST", BASE + path);
        request.setRequestHeader("accept", "application/json");
        request.setRequestHeader("x-csrf-token", o.csrfToken());
        request.setRequestHeader("content-type", options.contentType ?? "application/octet-stream");
        request.upload.addEventListener("progress", ({ loaded, total }) => {
          if (total > 0) options.onProgress?.(loaded / total);
        });
        request.addEventListener("error", () => reject(new Unreachable("upload")));
        request.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
        request.addEventListener("load", () => {
          const type = request.getResponseHeader("content-type") ?? "";
          const body = request.status === 204 ? null : request.responseText;
          read<T>(
            new Response(body, { status: request.status, headers: { "content-type": type } }),
          ).then(resolve, reject);
        });
        options.signal?.addEventListener("abort", () => request.abort());
        request.send(file);
      }),
  };
}

export const ApiContext = createContext<Api | null>(null);

/** @throws Error outside the office: a fault of ours */
export function useApi(): Api {
  const api = useContext(ApiContext);
  if (api === null) throw new Error("useApi() outside the office");
  return api;
}
