import { theme, type ThemeConfig } from "antd";

/** The look of the three views, in the words of the component library: calm, light, compact. */
export const OFFICE_THEME: ThemeConfig = {
  algorithm: theme.compactAlgorithm,
  token: {
    colorPrimary: "#1666bd",
    colorLink: "#1666bd",
    colorError: "#d0281c",
    colorWarning: "#a05f00",
    colorSuccess: "#0b7a44",
    colorSuccessBg: "#e6f4ec",
    colorSuccessBorder: "#a5d6ba",
    colorInfo: "#1666bd",
    colorPrimaryBg: "#e8f1fb",
    colorText: "#10171d",
    colorTextSecondary: "#4f5b65",
    colorTextDescription: "#5a6772",
    colorTextPlaceholder: "#66727c",
    colorBorderSecondary: "#e1e6ea",
    colorBgLayout: "#f4f6f8",
    fontFamily: "var(--text)",
    // The compact rule makes 14 of it.
    fontSize: 16,
    colorWarningBg: "#fdf3dc",
    colorWarningBorder: "#e8c98a",
    borderRadius: 4,
    motion: false,
  },
  components: {
    Table: {
      headerBg: "#f4f6f8",
      headerColor: "#4f5b65",
      headerSplitColor: "transparent",
      rowSelectedBg: "#eef5fc",
      rowSelectedHoverBg: "#e3eefa",
      cellPaddingInlineSM: 12,
    },
    Menu: { itemHeight: 36, itemMarginInline: 8 },
  },
};
