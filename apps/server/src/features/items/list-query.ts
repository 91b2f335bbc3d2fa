import { indicatorCode, itemList, regionCode, unitCode } from "@diaodu/contracts";
import { z } from "zod";

/** Which items a list, or its workbook, holds. */
export const listQuery = z.strictObject({
  state: itemList.optional(),
  unit: unitCode.optional(),
  mine: z
    .literal("1")
    .transform(() => true)
    .optional(),
  indicator: indicatorCode.optional(),
  region: regionCode.optional(),
});
