/**
 * Takes away what an earlier build made: a file whose source is gone would be published.
 */

import { rm } from "node:fs/promises";

await rm("dist", { recursive: true, force: true });
