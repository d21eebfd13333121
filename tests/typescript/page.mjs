// What a page does with the client: each step is told as what came of it, and all of it is posted back.

import * as api from "/package/index.js";

const base = document.documentElement.dataset.api;
const heard = [];
const toggl = new api.Toggl({
  apiToken: "secret",
  baseUrl: base,
  retries: 0,
  onDeviation: (one) => heard.push(`${one.pointer} ${one.kind} ${one.expected} ${one.actual}`),
});

/** Return what an error is, as a caller would tell it from others. */
function told(error) {
  const kinds = ["NotFoundError", "ForbiddenError", "CallAbortedError", "ConnectionFailedError", "CallTimeoutError"];
  const kind = kinds.find((name) => error instanceof api[name]) ?? String(error);
  return { kind, status: error.status, reason: error.reason, base: error instanceof api.TogglError };
}

const steps = {
  async list() {
    const names = [];
    for await (const project of toggl.projects.list(1, { active: true })) {
      names.push(project.name);
    }
    return names;
  },
  async create() {
    const project = await toggl.projects.create(1, { name: "Ärger & Co", clientId: null, active: undefined });
    return { id: String(project.id), dump: api.dump(project) };
  },
  async missing() {
    return toggl.projects.get(1, 404).catch(told);
  },
  async deviates() {
    const project = await toggl.projects.get(1, 5);
    return { color: project.color === undefined, heard, dump: api.dump(project) };
  },
  async aborted() {
    const stop = new AbortController();
    const call = toggl.projects.get(1, 6, { signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    return call.then(() => "it came", told);
  },
  async late() {
    return toggl.projects.get(1, 6, { timeout: 100 }).then(() => "it came", told);
  },
  async forbidden() {
    // The answer does not say that this page may read it.
    return toggl.projects.get(1, 7).then(() => "it came", told);
  },
  async response() {
    const answered = await toggl.projects.get(1, 8).withResponse();
    return { status: answered.status, type: answered.headers.get("Content-Type"), left: toggl.quota?.remaining };
  },
};

const came = {};
for (const [name, step] of Object.entries(steps)) {
  try {
    came[name] = await step();
  } catch (error) {
    came[name] = { failed: String(error.stack ?? error) };
  }
}
came.polluted = Object.keys(Object.prototype).length > 0 || "process" in globalThis;
await fetch("/came", { method: "POST", body: JSON.stringify(came) });
