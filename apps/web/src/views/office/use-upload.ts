import type { AttachmentAnswer } from "@diaodu/contracts";
import { App } from "antd";
import { useState } from "react";
import { useApi } from "../../api/api.ts";
import { wordsOf } from "../../api/problem.ts";
import { office } from "../../strings/zh-CN-office.ts";

/** Sends a file for a unit; what went wrong is said, and null is answered. */
export function useUpload(unit: string) {
  const api = useApi();
  const { message } = App.useApp();
  const [sending, setSending] = useState(false);
  const send = async (file: File): Promise<AttachmentAnswer | null> => {
    setSending(true);
    const asked = new URLSearchParams({ unit, name: file.name });
    try {
      return await api.upload<AttachmentAnswer>(`/attachments?${asked}`, file);
    } catch (error) {
      void message.error(wordsOf(error, office.unreachable));
      return null;
    } finally {
      setSending(false);
    }
  };
  return { send, sending };
}
