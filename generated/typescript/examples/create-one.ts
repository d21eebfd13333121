/** Create a project. */

import { ApiError, OutcomeUnknownError, RateLimitedError, Toggl, TogglError } from "toggltrack";

/** Make the call once, and tell apart how it can fail. */
async function main(client: Toggl, workspaceId: number): Promise<void> {
  try {
    const result = await client.projects.create(workspaceId, {
      name: "Harbour newsletter",
      active: true,
      autoEstimates: false,
    });
    console.log("made:", result);
  } catch (error) {
    if (error instanceof RateLimitedError) {
      // For the compiler `error.status` is 429 here, and no other number.
      console.log("refused:", error.status, "again in", error.retryAfter ?? "some", "ms");
    } else if (error instanceof ApiError) {
      // Refused: nothing was made. The reason is the documented one, where the text states one.
      console.log("refused:", error.status, error.reason ?? error.message);
    } else if (error instanceof OutcomeUnknownError) {
      // It was sent, and no answer came: look whether it was made before trying again.
      console.log("perhaps:", error.message);
    } else if (error instanceof TogglError) {
      // Everything else: no connection, no time, an answer that nobody can read.
      console.log("failed:", error.message);
    } else {
      throw error;
    }
  }
}

const words = process.argv.slice(2);
if (words.length !== 1) {
  console.error("usage: node create-one.ts WORKSPACE_ID");
  process.exit(1);
}
const client = new Toggl();
await main(client, Number(words[0]));
client.close();
