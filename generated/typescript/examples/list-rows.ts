/** List the projects of a workspace. */

import { Toggl } from "toggltrack";

/** Print every row; a page is asked for when its first row is wanted. */
async function main(client: Toggl, workspaceId: number): Promise<void> {
  for await (const row of client.projects.list(workspaceId, {
    name: "Harbour website",
    sortPinned: true,
    active: true,
  })) {
    console.log(row);
  }
}

const words = process.argv.slice(2);
if (words.length !== 1) {
  console.error("usage: node list-rows.ts WORKSPACE_ID");
  process.exit(1);
}
const client = new Toggl();
await main(client, Number(words[0]));
client.close();
