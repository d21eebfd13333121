/**
 * Says of the files for `require` that they are no modules, after `tsc` has made them.
 */

import { writeFile } from "node:fs/promises";

await writeFile("dist/cjs/package.json", '{ "type": "commonjs" }\n');
