/** Patch several projects at once. */

import { Toggl } from "toggltrack";

/**
 * Change what is named and nothing else.
 *
 * Where some things are changed and others are not, that is data and no error.
 */
async function main(
  client: Toggl,
  workspaceId: number,
  projectIds: readonly number[],
): Promise<void> {
  console.log(
    await client.projects.patchMany(workspaceId, projectIds, { replace: { color: "#9e5bd9" } }),
  );
}

const words = process.argv.slice(2);
if (words.length !== 2) {
  console.error("usage: node patch-many.ts WORKSPACE_ID PROJECT_IDS,...");
  process.exit(1);
}
const client = new Toggl();
await main(client, Number(words[0]), (words[1] ?? "").split(",").map(Number));
client.close();
