import type { ReactNode } from "react";

/** Where the keyboard stops to scroll what does not fit. */
const KEYBOARD_STOP = 0;

/** A part of a page that scrolls by itself: named, and within the keyboard's reach like a control. */
export function ScrollRegion(props: {
  /** What stands in it, for whoever cannot see it. */
  label: string;
  className: string;
  /** Beside the page's main matter, not a part of it. */
  aside?: boolean;
  children: ReactNode;
}) {
  const { label, className, aside = false, children } = props;
  const Box = aside ? "aside" : "section";
  return (
    <Box className={className} aria-label={label} tabIndex={KEYBOARD_STOP}>
      {children}
    </Box>
  );
}
