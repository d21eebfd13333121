/** Model of Rounding. */
import type { EnumShape } from "../internal/shapes.js";

/** How durations are rounded: -1 down, 0 to nearest, 1 up. */
export type Rounding = -1 | 0 | 1 | (number & {});

/** What a value of `Rounding` is read by. */
export const shapeOfRounding: EnumShape = {
  kind: "enum",
  of: "integer",
  values: [-1, 0, 1],
};
