import { NotFoundError, type Reason, Toggl, type Transport } from "toggltrack";
import { FakeClock, FakeToggl } from "toggltrack/testing";

const fake = new FakeToggl();
const client = new Toggl({ transport: fake });

export async function main(error: unknown): Promise<void> {
  new FakeToggl({ projects: [1] }); // wrong: only what a path begins with
  new FakeToggl({ workspaces: 1 }); // wrong: not one
  new FakeClock(1); // wrong: not one
  fake.failNext("close"); // wrong: no such failure
  fake.failNext(500, { when: "project.get" }); // wrong: no such operation
  fake.respond("project.get", { json: 1 }); // wrong: no such operation
  fake.projects.add({ name: "Site" }); // wrong: no workspace
  fake.projects.add(1, 2); // wrong: members are an object
  fake.projects.get(1); // wrong: no key
  fake.project.all(); // wrong: no such records
  new Toggl({ transport: FakeToggl }); // wrong: the class
  new Toggl({ apiKey: "t" }); // wrong: no such credential
  new Toggl({ timeout: "5s" }); // wrong: milliseconds
  await client.projects.get("1", 2); // wrong: a number
  await client.projects.get(1); // wrong: no project
  await client.projects.create(1, { nme: "Site" }); // wrong: misspelt
  await client.projects.create(1, { name: null }); // wrong: never null
  await client.projects.get(1, 2, { timeout: 5, retry: 1 }); // wrong: misspelt
  (await client.projects.get(1, 2)).nme; // wrong: misspelt
  (await client.projects.get(1, 2)).rate.toFixed(); // wrong: may be missing
  const reason: Reason = "no_such_reason"; // wrong: not documented
  const transport: Transport = { send: () => 1 }; // wrong: no reply
  if (error instanceof NotFoundError) {
    const status: 403 = error.status; // wrong: 404
    console.log(status, reason, transport);
  }
}
