// A program of a user, of whatever kind of module; no line of it is wrong.
import {
  type Answered,
  ApiError,
  type ApiPromise,
  type CallOptions,
  type ClientOptions,
  type Clock,
  type Deviation,
  deviations,
  dump,
  type Middleware,
  type models,
  news,
  NotFoundError,
  type Page,
  type Pager,
  parse,
  type Reason,
  reasons,
  RateLimitedError,
  Toggl,
  TogglError,
  type TogglOptions,
  type Transport,
} from "toggltrack";
import type { Project } from "toggltrack/models";
import {
  FakeClock,
  FakeToggl,
  type OperationId,
  type Records,
  type Sent,
} from "toggltrack/testing";

const clock: Clock = new FakeClock([0.5]);
const fake = new FakeToggl({ workspaces: [1, "2", 3n], now: "2026-01-01T00:00:00Z", clock });
const transport: Transport = fake;
const seen: Deviation[] = [];
const middleware: Middleware[] = [(request, next) => next(request)];
const settings: ClientOptions = { retries: 1, onDeviation: (one) => seen.push(one), middleware };
const options: TogglOptions = { apiToken: "t", transport, clock, ...settings };
const client = new Toggl(options);
const id: OperationId = "projects.get";
const stored: Records<[workspaceId: number | bigint | string]> = fake.projects;

async function main(): Promise<void> {
  const call: ApiPromise<models.Project> = client.projects.create(1, { name: "Site" });
  const made: Project = await call;
  await client.projects.update(1, made.id, { clientId: null });
  const one: CallOptions = { timeout: 5_000, retries: 0, query: { x: 1 } };
  const answered: Answered<models.Project> = await client.projects
    .get(1, made.id, one)
    .withResponse();
  const status: number = answered.status;
  const list: Pager<models.Project> = client.projects.list(1, { perPage: 50 });
  for await (const row of list) {
    const name: string = row.name;
    const rate: number | null | undefined = row.rate;
    console.log(name, rate, status);
  }
  for await (const page of list.pages()) {
    const typed: Page<models.Project> = page;
    console.log(typed.items.length, typed.response.headers.get("Content-Type"));
  }
  const done = await client.projects.patchMany(1, [made.id, 9n], { replace: { color: "#ff0000" } });
  console.log(done.success, dump(done), news(done), deviations(done), parse("[1]"));
  stored.add(1, { name: "Other" });
  stored.add(2, made satisfies models.Project);
  const held: unknown = stored.get(1, made.id)?.["name"];
  console.log(held, stored.all(1).length, stored.all().length, stored.size, stored.remove(1, 77));
  await failing();
  const sent: Sent | undefined = fake.requests[0];
  console.log(sent?.query.get("page"), sent?.json, String(sent), client.deviationReport());
  const raw = await client.request("GET", "/new", { query: { a: [1] } }, one).catch(ignored);
  console.log(raw?.value, client.quota?.resetsAt?.getTime(), client.baseUrl);
  client.close();
}

async function failing(): Promise<void> {
  fake.failNext(429, { headers: { "Retry-After": "61" }, json: "slow", when: id });
  fake.failNext("timeout", { times: 2 });
  fake.respond("workspaces.get", { status: 404, json: "Workspace not found" });
  fake.quota(100, 60_000, 100);
  for (const work of [client.projects.get(1, 1), client.workspaces.get(1)]) {
    try {
      await work;
    } catch (error) {
      if (error instanceof RateLimitedError) {
        const status: 429 = error.status;
        console.log(status, error.retryAfter);
      } else if (error instanceof NotFoundError) {
        const reason: Reason | undefined = error.reason;
        console.log(reason === reasons.WorkspaceNotFound, error.json);
      } else if (error instanceof ApiError) {
        const status: number = error.status;
        console.log(status);
      } else if (!(error instanceof TogglError)) {
        throw error;
      }
    }
  }
  fake.restore("workspaces.get");
}

function ignored(): undefined {
  return undefined;
}

main().then(
  () => {
    console.log("used");
  },
  (error: unknown) => {
    console.error("failed", error);
  },
);
