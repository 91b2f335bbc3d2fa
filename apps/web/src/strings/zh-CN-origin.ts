import type { OriginStep } from "@diaodu/contracts";

/** Words of a figure's way to the board; apart from the others so that a phone loads them on a tap. */
export const originWords = {
  loading: "正在读取来历…",
  failed: "没有读到数据来历",
  none: "这项数据没有填报记录",
  revision: (n: number) => `第 ${n} 版`,
  difference: (text: string) => `较前值 ${text}`,
  reason: (text: string) => `原因：${text}`,
  note: (text: string) => `说明：${text}`,
  origin: (origin: OriginStep["origin"]): string => {
    switch (origin.kind) {
      case "form":
        return "在线填报";
      case "file":
        return `文件 ${origin.name} · ${origin.sheet} ${origin.cell}`;
      case "api":
        return `接口密钥 ${origin.keyName}`;
    }
  },
} as const;
